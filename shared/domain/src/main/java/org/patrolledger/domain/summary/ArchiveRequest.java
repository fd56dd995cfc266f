package org.patrolledger.domain.summary;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.ReportingPeriod;

/// A zip of everything published for a period, to be made or made.
public record ArchiveRequest(ReportingPeriod period) {
    /// The zip's name, where it is staged and in its address.
    public static final String ZIP = "archive.zip";

    /// What is said of the zip, staged beside it and after it.
    public static final String DESCRIPTION = "archive.json";

    /// Where the zip of `editions`, those of the period, is staged. A chain's head stands for every
    /// manifest in the chain, so that another edition of any of the operations has another place.
    ///
    /// @param head the head of an operation's chain
    public String staging(Collection<EditionKey> editions, Function<OperationId, ChainHead> head) {
        var heads = new StringBuilder();
        editions.stream()
                .map(it -> it.summary().operation())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(operation ->
                        heads.append(operation)
                                .append(' ')
                                .append(
                                        head.apply(operation)
                                                .latest()
                                                .map(it -> it.manifest().value())
                                                .orElse("none"))
                                .append('\n'));
        return "archives/"
                + period.kind().path()
                + "/"
                + period.id()
                + "/"
                + Digest.of(heads.toString()).hex()
                + "/";
    }
}
