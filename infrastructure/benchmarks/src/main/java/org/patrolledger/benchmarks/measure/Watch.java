package org.patrolledger.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Takes the time of passes, and the processor time of this whole process during each, compiler and
/// collector included. The latter is what others at work on the same machine do not spoil.
public final class Watch {
    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<BigDecimal> seconds = new ArrayList<>();
    private final List<BigDecimal> processorSeconds = new ArrayList<>();
    private long started;
    private long startedProcessor;

    public void start() {
        startedProcessor = system.getProcessCpuTime();
        started = System.nanoTime();
    }

    public void stop() {
        seconds.add(BigDecimal.valueOf(System.nanoTime() - started, 9));
        processorSeconds.add(BigDecimal.valueOf(system.getProcessCpuTime() - startedProcessor, 9));
    }

    public List<BigDecimal> seconds() {
        return List.copyOf(seconds);
    }

    public List<BigDecimal> processorSeconds() {
        return List.copyOf(processorSeconds);
    }
}
