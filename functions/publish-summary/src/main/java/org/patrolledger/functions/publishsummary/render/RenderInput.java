package org.patrolledger.functions.publishsummary.render;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.Publisher;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;

/// What the page and the workbook of an edition are made of. All of it is found in an archive.
///
/// @param summary from `summary.json`
/// @param names from the catalogue version that the manifest names
/// @param publishedAt from the manifest
/// @param correction from the manifest: whether it replaces an edition that was final
/// @param changes from the manifest: what changed since the edition before; none for edition 1
/// @param rules from the manifest: the version of the rules that made the figures
/// @param publisher from `summary.csv-metadata.json`
/// @param sources from the manifest: the other files of the edition by name; the page lists them,
///   so that it says what it was printed from
public record RenderInput(
        Summary summary,
        Names names,
        Instant publishedAt,
        boolean correction,
        List<Change> changes,
        String rules,
        Publisher publisher,
        SortedMap<String, Digest> sources) {

    public RenderInput {
        changes = List.copyOf(changes);
    }

    int edition() {
        return summary.edition().number();
    }
}
