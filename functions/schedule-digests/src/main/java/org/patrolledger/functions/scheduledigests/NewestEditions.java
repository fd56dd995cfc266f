package org.patrolledger.functions.scheduledigests;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.time.Week;

/// The newest edition of each operation in a week, looked up once for all issues of a run: with
/// thousands of lists, listing the archive for each of them would take longer than a call may.
final class NewestEditions {
    private final SummaryArchive archive;
    private final Map<Week, SortedMap<OperationId, EditionKey>> known = new HashMap<>();

    NewestEditions(SummaryArchive archive) {
        this.archive = archive;
    }

    /// As they were when the week was first asked for.
    SortedMap<OperationId, EditionKey> of(Week week) {
        return known.computeIfAbsent(week, this::list);
    }

    private SortedMap<OperationId, EditionKey> list(Week week) {
        var newest = new TreeMap<OperationId, EditionKey>();
        // Sorted by operation and number, so the last one of an operation stays.
        archive.editions(week)
                .forEach(edition -> newest.put(edition.summary().operation(), edition));
        return Collections.unmodifiableSortedMap(newest);
    }
}
