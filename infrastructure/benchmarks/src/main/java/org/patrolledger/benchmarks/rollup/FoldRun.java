package org.patrolledger.benchmarks.rollup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.patrolledger.benchmarks.documents.StoredFile;
import org.patrolledger.benchmarks.measure.LiveHeap;
import org.patrolledger.benchmarks.measure.Watch;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.storage.StoredRevision;

/// The fold of publish-summary over stored items, in a process of its own: decode an item as the
/// log does, add it as a publication does.
public final class FoldRun {
    /// Items decoded at a time where another thread decodes.
    private static final int BATCH = 500;

    private FoldRun() {}

    /// Folds the file `args[0]` on `args[1]` threads `args[2]` times.
    public static void main(String[] args) throws IOException {
        var file = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        int passes = Integer.parseInt(args[2]);
        var heap = new LiveHeap();
        var watch = new Watch();
        Map<String, @Nullable Object> figures = Map.of();
        for (int i = 0; i < passes; i++) {
            watch.start();
            var folded = fold(file, threads);
            watch.stop();
            figures = document(folded);
        }
        System.out.println(
                Json.text(
                        Map.of(
                                "seconds", watch.seconds(),
                                "processorSeconds", watch.processorSeconds(),
                                "liveMegabytes", heap.mostMegabytes(),
                                "figures", figures)));
    }

    /// The figures of the week over all operations.
    static Figures fold(Path file, int threads) throws IOException {
        var fold =
                new SummaryFold(
                        new SummaryKey(RollUp.WEEK, OperationId.ALL), RollUp.WORLD.catalogue());
        try (var items = new StoredFile.Reader(file)) {
            if (threads == 1) {
                for (var item = items.next(); item != null; item = items.next()) {
                    fold.add(item.counted());
                }
            } else {
                decodeBeside(items, threads, fold);
            }
        }
        return fold.figures();
    }

    /// Decodes on other threads and folds on this one, in order, as the log's merged pages do.
    private static void decodeBeside(StoredFile.Reader items, int threads, SummaryFold fold)
            throws IOException {
        BlockingQueue<Future<List<CountedRevision>>> ahead = new ArrayBlockingQueue<>(2 * threads);
        try (var decoders = Executors.newFixedThreadPool(threads)) {
            for (var batch = batch(items); !batch.isEmpty() || !ahead.isEmpty(); ) {
                while (!batch.isEmpty() && ahead.remainingCapacity() > 0) {
                    var some = batch;
                    ahead.add(
                            decoders.submit(
                                    () -> some.stream().map(StoredRevision::counted).toList()));
                    batch = batch(items);
                }
                ahead.remove().get().forEach(fold::add);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<StoredRevision> batch(StoredFile.Reader items) throws IOException {
        var batch = new ArrayList<StoredRevision>(BATCH);
        while (batch.size() < BATCH) {
            var item = items.next();
            if (item == null) {
                break;
            }
            batch.add(item);
        }
        return batch;
    }

    /// What DuckDB computes too: measures, breakdowns and places, without what is 0.
    static Map<String, @Nullable Object> document(Figures figures) {
        var breakdowns = new HashMap<String, @Nullable Object>();
        figures.breakdowns()
                .forEach((breakdown, values) -> {
                    if (!values.isEmpty()) {
                        breakdowns.put(breakdown.id(), values);
                    }
                });
        var places = new HashMap<String, @Nullable Object>();
        figures.places()
                .forEach((place, measures) -> {
                    if (!measures.equals(Measures.ZERO)) {
                        places.put(place.value(), measures(measures));
                    }
                });
        return Map.of(
                "measures", measures(figures.measures()),
                "breakdowns", breakdowns,
                "places", places);
    }

    private static Map<String, Long> measures(Measures measures) {
        var map = new HashMap<String, Long>();
        measures.nonZero().forEach((measure, value) -> map.put(measure.id(), value));
        return map;
    }
}
