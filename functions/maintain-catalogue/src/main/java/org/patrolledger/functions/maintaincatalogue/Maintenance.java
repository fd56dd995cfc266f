package org.patrolledger.functions.maintaincatalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.PutResult;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;

/// Creates and replaces operations, without taking away a place or a day that submissions have
/// used: their figures would be left out of every summary to come.
final class Maintenance {
    /// A precondition that no stored revision meets.
    static final int IMPOSSIBLE = -1;

    private final CatalogueStore store;
    private final SubmissionLog log;
    private final InstantSource clock;
    private final Runnable pause;

    /// @param pause waits until no copy of the catalogue is trusted that is older than the call
    Maintenance(CatalogueStore store, SubmissionLog log, InstantSource clock, Runnable pause) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
    }

    /// What became of an operation that was put.
    sealed interface Outcome {
        record Written(Operation operation) implements Outcome {}

        /// Another revision is stored than the one to be replaced.
        record Stale() implements Outcome {}

        record Invalid(List<Fault> faults) implements Outcome {}
    }

    Catalogue catalogue() {
        return store.load();
    }

    /// Writes the operation in `document` if revision `expected` of it is stored (0: none), and
    /// returns once every function will act on it.
    Outcome put(OperationId id, @Nullable Object document, int expected) {
        var stored = store.load().operation(id);
        if (stored.map(Operation::revision).orElse(0) != expected) {
            return new Outcome.Stale();
        }
        return switch (CatalogueDocument.read(id, expected + 1, document)) {
            case CatalogueDocument.Result.Invalid invalid -> new Outcome.Invalid(invalid.faults());
            case CatalogueDocument.Result.Valid valid -> put(stored, valid.operation());
        };
    }

    private Outcome put(Optional<Operation> stored, Operation operation) {
        var faults = stored.map(before -> inUse(before, operation)).orElse(List.of());
        if (!faults.isEmpty()) {
            return new Outcome.Invalid(faults);
        }
        return switch (store.put(operation)) {
            case PutResult.Stale stale -> new Outcome.Stale();
            case PutResult.Written written ->
                    stored.filter(before -> takesAway(before, operation))
                            .map(before -> outliveCopies(before, operation))
                            .orElseGet(() -> new Outcome.Written(operation));
        };
    }

    private static boolean takesAway(Operation before, Operation after) {
        return !after.active().covers(before.active())
                || before.places().stream().anyMatch(place -> takesAway(place, after));
    }

    private static boolean takesAway(Place before, Operation after) {
        return after.place(before.id())
                .filter(it -> it.validity().covers(before.validity()))
                .isEmpty();
    }

    /// Waits until no function accepts by a copy what `after` took away, and gives it back if
    /// submissions came in for it meanwhile.
    private Outcome outliveCopies(Operation before, Operation after) {
        pause.run();
        var faults = inUse(before, after);
        if (faults.isEmpty()) {
            return new Outcome.Written(after);
        }
        return switch (store.put(before.withRevision(after.revision() + 1))) {
            case PutResult.Written written -> new Outcome.Invalid(faults);
            case PutResult.Stale stale -> new Outcome.Stale();
        };
    }

    /// What `after` takes away from `before` although submissions used it.
    private List<Fault> inUse(Operation before, Operation after) {
        var faults = new ArrayList<Fault>();
        if (used(before, Optional.empty(), before.active(), Optional.of(after.active()))) {
            faults.add(
                    new Fault(
                            pointer(before.active(), after.active(), "/active"),
                            Rule.IN_USE,
                            "Submissions lie on days that would no longer be active."));
        }
        for (var place : before.places()) {
            var kept = after.place(place.id());
            if (used(before, Optional.of(place), place.validity(), kept.map(Place::validity))) {
                faults.add(
                        kept.map(it -> shortened(place, it, after.places().indexOf(it)))
                                .orElseGet(Maintenance::removed));
            }
        }
        return faults;
    }

    private static Fault removed() {
        return new Fault(
                "/places",
                Rule.IN_USE,
                "A place that submissions used is ended with validUntil, not removed.");
    }

    private static Fault shortened(Place before, Place after, int index) {
        return new Fault(
                pointer(before.validity(), after.validity(), "/places/" + index + "/valid"),
                Rule.IN_USE,
                "Submissions lie on days that would no longer be valid.");
    }

    /// The end of the range that took days away.
    private static String pointer(Validity before, Validity after, String prefix) {
        return prefix + (after.from().compareTo(before.from()) > 0 ? "From" : "Until");
    }

    /// Whether submissions lie on days of `before` that `after` no longer has.
    private boolean used(
            Operation operation, Optional<Place> place, Validity before, Optional<Validity> after) {
        // A form's clock may be a few minutes ahead, and with it on the day after.
        var latest = OperationalDay.of(clock.instant()).plusDays(1);
        var last = before.until().filter(end -> end.compareTo(latest) < 0).orElse(latest);
        if (last.compareTo(before.from()) < 0) {
            return false;
        }
        var lost =
                days(before.from(), last)
                        .filter(day -> after.isEmpty() || !after.get().includes(day))
                        .toList();
        return !lost.isEmpty() && log.anyOn(operation.id(), place.map(Place::id), lost);
    }

    private static Stream<OperationalDay> days(OperationalDay first, OperationalDay last) {
        return first.date().datesUntil(last.date().plusDays(1)).map(OperationalDay::new);
    }
}
