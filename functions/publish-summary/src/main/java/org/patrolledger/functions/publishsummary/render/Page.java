package org.patrolledger.functions.publishsummary.render;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;

/// What a page is made of.
///
/// @param correction whether it replaces an edition that was final
/// @param changes what changed since the edition before; none for edition 1
/// @param sources the other files of the edition by name, so that the page tells what it was
///   printed from
public record Page(
        Summary summary,
        Names names,
        Instant publishedAt,
        boolean correction,
        List<Change> changes,
        SortedMap<String, Digest> sources) {

    public Page {
        changes = List.copyOf(changes);
    }

    int edition() {
        return summary.edition().number();
    }
}
