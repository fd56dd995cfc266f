package org.patrolledger.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Prints at the end of a run what was skipped and why: a case that never runs looks like one that
/// passes. JUnit finds it in every module that has this one on its class path.
public final class SkipList implements TestExecutionListener {
    private final Set<String> skipped = new ConcurrentSkipListSet<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            add(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    private void add(TestIdentifier test, String reason) {
        var name = new StringBuilder();
        for (Segment segment : test.getUniqueIdObject().getSegments()) {
            if (!segment.getType().equals("engine")) {
                var value = segment.getValue();
                name.append(name.isEmpty() ? "" : ", ");
                name.append(value.substring(value.lastIndexOf('.') + 1));
            }
        }
        skipped.add(name + ": " + reason);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!skipped.isEmpty()) {
            System.out.println("Skipped:");
            skipped.forEach(line -> System.out.println("  " + line));
        }
    }
}
