package org.patrolledger.functions.downloadsummary;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionChain;

/// The newest link of each operation's chain: what an archive is to end in.
final class Heads {
    private final EditionChain chain;
    private final CatalogueSource catalogue;
    private final PublishedSummaries published;

    Heads(EditionChain chain, CatalogueSource catalogue, PublishedSummaries published) {
        this.chain = chain;
        this.catalogue = catalogue;
        this.published = published;
    }

    /// The heads as they are at `moment`, which is now, of operations that have published.
    Map<String, @Nullable Object> at(Instant moment) {
        var heads = new LinkedHashMap<String, @Nullable Object>();
        Stream.concat(
                        Stream.of(OperationId.ALL),
                        catalogue.load().operations().stream().map(Operation::id))
                .sorted()
                .forEach(operation -> {
                    var head = chain.head(operation);
                    head.latest().ifPresent(it -> heads.put(operation.value(), link(head, it)));
                });
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("heads", heads);
        map.put("asAt", SubmissionDocuments.time(moment));
        return map;
    }

    /// Until a committed edition is visible, its signature is not.
    private Map<String, @Nullable Object> link(ChainHead head, ChainHead.Link link) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("sequence", head.sequence());
        map.put("digest", link.manifest().value());
        Optional<String> key = published.signer(link.edition());
        map.put("key", key.orElse(null));
        return map;
    }
}
