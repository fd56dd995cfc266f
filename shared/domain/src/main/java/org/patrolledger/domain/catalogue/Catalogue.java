package org.patrolledger.domain.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.ReportingPeriod;

/// The operations, places and organisations there are, each list sorted by id.
///
/// A place has one name and one district, whichever operations use it: its own, once it was created
/// or renamed by itself, or else those under which operations have it.
public final class Catalogue {
    private final NavigableMap<OperationId, Operation> operations;
    private final NavigableMap<OrganisationId, Organisation> organisations;
    private final NavigableMap<PlaceId, PlaceName> places;
    private final long version;

    /// A catalogue in which no place was created or renamed by itself.
    public Catalogue(Collection<Operation> operations, Collection<Organisation> organisations) {
        this(operations, organisations, List.of());
    }

    /// @param named the places that were created or renamed by themselves
    public Catalogue(
            Collection<Operation> operations,
            Collection<Organisation> organisations,
            Collection<PlaceName> named) {
        var own = sorted(named, PlaceName::id);
        this.operations =
                sorted(
                        own.isEmpty()
                                ? operations
                                : operations.stream().map(it -> renamed(it, own)).toList(),
                        Operation::id);
        this.organisations = sorted(organisations, Organisation::id);
        this.places = own;
        this.version =
                operations.stream().mapToLong(Operation::revision).sum()
                        + organisations.stream().mapToLong(Organisation::revision).sum()
                        + named.stream().mapToLong(PlaceName::revision).sum();
        for (var operation : this.operations.values()) {
            for (var place : operation.places()) {
                places.putIfAbsent(
                        place.id(), new PlaceName(place.id(), place.name(), place.district(), 1));
            }
        }
    }

    private static Operation renamed(Operation operation, Map<PlaceId, PlaceName> own) {
        return operation.withPlaces(place -> {
            var known = own.get(place.id());
            return known == null ? place : place.as(known);
        });
    }

    private static <K extends Comparable<K>, T> NavigableMap<K, T> sorted(
            Collection<T> entries, Function<T, K> key) {
        return entries.stream()
                .collect(
                        Collectors.toMap(
                                key, Function.identity(), Catalogue::refuse, TreeMap::new));
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

    public Optional<PlaceName> place(PlaceId id) {
        return Optional.ofNullable(places.get(id));
    }

    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    public List<Organisation> organisations() {
        return List.copyOf(organisations.values());
    }

    public List<PlaceName> places() {
        return List.copyOf(places.values());
    }

    /// Counts the writes that made the catalogue: the sum of the revisions of operations,
    /// organisations and places that have one of their own. None of these is ever removed, so every
    /// change makes it larger; 0 is the empty catalogue.
    public long version() {
        return version;
    }

    /// The operations a summary covers: the one it is named after, or all of them.
    public List<Operation> covered(OperationId summary) {
        return summary.equals(OperationId.ALL)
                ? operations()
                : operation(summary).stream().toList();
    }

    /// Whether what a summary covers runs on every day of `period`: the operation it is named
    /// after, or, for all of them, some operation on each day.
    public boolean activeThrough(ReportingPeriod period, OperationId summary) {
        var covered = covered(summary);
        return period.days().allMatch(day -> covered.stream().anyMatch(it -> it.activeOn(day)));
    }

    /// The operations that run on at least one day of `period`.
    public List<Operation> activeIn(ReportingPeriod period) {
        return operations.values().stream().filter(it -> it.activeIn(period)).toList();
    }

    /// The operations that have `place`, on whichever days.
    public List<Operation> using(PlaceId place) {
        return operations.values().stream().filter(it -> it.place(place).isPresent()).toList();
    }
}
