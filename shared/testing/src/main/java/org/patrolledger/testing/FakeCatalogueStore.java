package org.patrolledger.testing;

import java.util.Optional;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;

/// A catalogue in memory.
public final class FakeCatalogueStore implements CatalogueStore {
    private final TreeMap<OperationId, Operation> operations = new TreeMap<>();
    private final TreeMap<OrganisationId, Organisation> organisations = new TreeMap<>();
    private int changes;

    @Override
    public synchronized Catalogue load() {
        return new Catalogue(operations.values(), organisations.values());
    }

    @Override
    public synchronized Optional<Version> version() {
        return changes == 0 ? Optional.empty() : Optional.of(new Version("" + changes));
    }

    @Override
    public synchronized PutResult put(Operation operation) {
        var stored = Optional.ofNullable(operations.get(operation.id()));
        if (stored.map(Operation::revision).orElse(0) != operation.revision() - 1) {
            return new PutResult.Stale(stored);
        }
        changes++;
        operations.put(operation.id(), operation);
        operation
                .organisations()
                .forEach(id -> organisations.putIfAbsent(id, new Organisation(id, id.value())));
        return new PutResult.Written();
    }
}
