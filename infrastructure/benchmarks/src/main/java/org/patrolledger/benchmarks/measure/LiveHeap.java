package org.patrolledger.benchmarks.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// The most heap that was in use after any collection, since this object was made.
public final class LiveHeap {
    private static final int MEGABYTE = 1 << 20;

    private final AtomicLong most = new AtomicLong();

    public LiveHeap() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                note(GarbageCollectionNotificationInfo.from(data));
                            }
                        },
                        null,
                        null);
            }
        }
    }

    private void note(GarbageCollectionNotificationInfo collection) {
        long used =
                collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> isHeap(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /// The pools of the class data and of compiled code are reported as well.
    private static boolean isHeap(String pool) {
        return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Gen");
    }

    /// In whole megabytes, rounded up.
    public long mostMegabytes() {
        return (most.get() + MEGABYTE - 1) / MEGABYTE;
    }
}
