package org.patrolledger.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;

/// A catalogue in memory.
public final class FakeCatalogueStore implements CatalogueStore {
    private final TreeMap<OperationId, Operation> operations = new TreeMap<>();
    private final TreeMap<OrganisationId, Organisation> organisations = new TreeMap<>();
    private final TreeMap<PlaceId, PlaceName> places = new TreeMap<>();
    private final Map<OperationId, List<Recorded>> history = new HashMap<>();
    private int changes;

    @Override
    public synchronized Catalogue load() {
        return new Catalogue(operations.values(), organisations.values(), places.values());
    }

    @Override
    public synchronized Optional<Version> version() {
        return changes == 0 ? Optional.empty() : Optional.of(new Version("" + changes));
    }

    @Override
    public synchronized Snapshot snapshot() {
        return new Snapshot(load(), version());
    }

    @Override
    public synchronized boolean write(Change change, Snapshot checked, Author author) {
        if (change.revision() != checked.revisionBefore(change) + 1) {
            throw new IllegalArgumentException("a change follows the revision that was checked");
        }
        if (!checked.version().equals(version())) {
            return false;
        }
        make(change, author);
        return true;
    }

    private void make(Change change, Author author) {
        changes++;
        switch (change) {
            case Change.OfOperation(Operation operation) -> {
                operations.put(operation.id(), operation);
                history.computeIfAbsent(operation.id(), id -> new ArrayList<>())
                        .add(new Recorded(operation, author));
                for (var id : operation.organisations()) {
                    organisations.putIfAbsent(id, new Organisation(id, id.value()));
                }
            }
            case Change.OfOrganisation(Organisation organisation) ->
                    organisations.put(organisation.id(), organisation);
            case Change.OfPlace(PlaceName place) -> places.put(place.id(), place);
        }
    }

    @Override
    public synchronized List<Recorded> history(OperationId operation, int after, int most) {
        return history.getOrDefault(operation, List.of()).stream()
                .filter(it -> it.operation().revision() > after)
                .limit(most)
                .toList();
    }

    /// Writes `operation` for a test that only needs it there.
    ///
    /// @throws IllegalArgumentException if it does not follow the stored revision
    public synchronized void put(Operation operation) {
        var stored = operations.get(operation.id());
        if (operation.revision() != (stored == null ? 0 : stored.revision()) + 1) {
            throw new IllegalArgumentException("a change follows the revision that is stored");
        }
        make(new Change.OfOperation(operation), Sample.AUTHOR);
    }
}
