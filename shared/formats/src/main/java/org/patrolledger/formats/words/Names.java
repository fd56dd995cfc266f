package org.patrolledger.formats.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.summary.Breakdown;

/// What the catalogue calls the operations, places and organisations of one summary. Whatever it
/// does not list goes by the words of its id.
public final class Names {
    private final Catalogue catalogue;
    private final String operation;
    private final Map<PlaceId, String> places = new HashMap<>();

    /// @param summary the operation of the summary, or [OperationId#ALL]
    public Names(Catalogue catalogue, OperationId summary) {
        this.catalogue = catalogue;
        List<Operation> covered = catalogue.covered(summary);
        this.operation =
                summary.equals(OperationId.ALL) || covered.isEmpty()
                        ? Labels.ofCode(summary.value())
                        : covered.getFirst().name();
        for (var each : covered) {
            // Two operations may share a place and word its name differently; the first one counts.
            each.places().forEach(place -> places.putIfAbsent(place.id(), place.name()));
        }
    }

    /// The name of the summary's operation.
    public String operation() {
        return operation;
    }

    public String of(PlaceId place) {
        var name = places.get(place);
        return name == null ? Labels.ofCode(place.value()) : name;
    }

    public String of(OrganisationId organisation) {
        return catalogue
                .organisation(organisation)
                .map(it -> it.name())
                .orElseGet(() -> Labels.ofCode(organisation.value()));
    }

    /// The name of a value of `breakdown`: an organisation's name, or a code's words.
    public String of(Breakdown breakdown, String value) {
        return breakdown == Breakdown.ORGANISATION
                ? of(new OrganisationId(value))
                : Labels.ofCode(value);
    }
}
