package org.patrolledger.domain.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.time.ReportingPeriod;

/// The operations and organisations there are, each list sorted by id.
public final class Catalogue {
    private final TreeMap<OperationId, Operation> operations;
    private final TreeMap<OrganisationId, Organisation> organisations;

    public Catalogue(Collection<Operation> operations, Collection<Organisation> organisations) {
        this.operations =
                operations.stream()
                        .collect(
                                Collectors.toMap(
                                        Operation::id,
                                        Function.identity(),
                                        Catalogue::refuse,
                                        TreeMap::new));
        this.organisations =
                organisations.stream()
                        .collect(
                                Collectors.toMap(
                                        Organisation::id,
                                        Function.identity(),
                                        Catalogue::refuse,
                                        TreeMap::new));
    }

    private static <T> T refuse(T one, T other) {
        throw new IllegalArgumentException("the catalogue lists one thing twice");
    }

    public Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(operations.get(id));
    }

    public Optional<Organisation> organisation(OrganisationId id) {
        return Optional.ofNullable(organisations.get(id));
    }

    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    public List<Organisation> organisations() {
        return List.copyOf(organisations.values());
    }

    /// The operations a summary covers: the one it is named after, or all of them.
    public List<Operation> covered(OperationId summary) {
        return summary.equals(OperationId.ALL)
                ? operations()
                : operation(summary).stream().toList();
    }

    /// The operations that run on at least one day of `period`.
    public List<Operation> activeIn(ReportingPeriod period) {
        return operations.values().stream().filter(it -> it.activeIn(period)).toList();
    }
}
