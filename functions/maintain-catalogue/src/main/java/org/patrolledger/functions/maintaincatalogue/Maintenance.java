package org.patrolledger.functions.maintaincatalogue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.patrolledger.contract.Fault;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Author;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Snapshot;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.lambda.Deadline;

/// Changes the catalogue, one change after the other: each is checked against the catalogue as it
/// is, and written only while it still is so.
final class Maintenance {
    /// How often a change is checked, the first time included.
    private static final int CHECKS = 6;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /// How long it may take to find out what submissions used: some hundred queries a second.
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(8);

    private final CatalogueStore store;
    private final Usage usage;
    private final InstantSource clock;
    private final Runnable pause;

    /// @param pause waits until no copy of the catalogue is trusted that is older than the call
    Maintenance(CatalogueStore store, Usage usage, InstantSource clock, Runnable pause) {
        this.store = store;
        this.usage = usage;
        this.clock = clock;
        this.pause = pause;
    }

    /// What became of a change.
    sealed interface Outcome permits Outcome.Written, Edit.Refusal {
        record Written(Change change) implements Outcome {}
    }

    /// Makes the change of `edit`, and returns once every function will act on it.
    ///
    /// @throws StorageException as the ports do, and if the catalogue changed after each of six
    ///   checks
    Outcome make(Edit edit, String subject, OrganisationId organisation) {
        var author = new Author(subject, organisation, clock.instant());
        for (int i = 0; i < CHECKS; i++) {
            rest(i);
            var checked = store.snapshot();
            switch (edit.check(checked.catalogue())) {
                case Edit.Refusal refusal -> {
                    return refusal;
                }
                case Edit.Verdict.Good(Change change) -> {
                    if (store.write(change, checked, author)) {
                        return lasting(change, checked, author);
                    }
                }
            }
        }
        throw contended();
    }

    /// Lets the first caller finish.
    private static void rest(int attempts) {
        if (attempts > 0
                && !Deadline.current()
                        .sleep(
                                Duration.ofNanos(
                                        ThreadLocalRandom.current()
                                                .nextLong(LONGEST_PAUSE.toNanos())))) {
            throw contended();
        }
    }

    private static StorageException contended() {
        return new StorageException(
                StorageException.Fault.AWAY,
                "the catalogue keeps changing",
                new ConcurrentModificationException());
    }

    private Outcome lasting(Change change, Snapshot checked, Author author) {
        return switch (change) {
            case Change.OfOperation(Operation after) ->
                    checked.catalogue()
                            .operation(after.id())
                            .filter(before -> Usage.takesAway(before, after))
                            .map(before -> outliveCopies(before, after, author))
                            .orElseGet(() -> new Outcome.Written(change));
            case Change.OfOrganisation organisation -> new Outcome.Written(change);
            case Change.OfPlace place -> new Outcome.Written(change);
        };
    }

    /// Waits until no function accepts by a copy what `after` took away, and gives it back if
    /// submissions came in for it meanwhile, or if that cannot be known.
    private Outcome outliveCopies(Operation before, Operation after, Author author) {
        List<Fault> faults;
        try {
            pause.run();
            faults = inTimeToGiveBack().bound(() -> usage.lost(before, after));
        } catch (RuntimeException e) {
            giveBack(before, after, author);
            throw e;
        }
        if (faults.isEmpty()) {
            return new Outcome.Written(new Change.OfOperation(after));
        }
        return giveBack(before, after, author)
                .<Outcome>map(Edit.Refusal.Stale::new)
                .orElseGet(() -> new Edit.Refusal.Invalid(faults));
    }

    /// What was taken away is given back before the call has to be answered: storage that only
    /// hangs must leave the time for that.
    private static Deadline inTimeToGiveBack() {
        var half = Deadline.current().left().dividedBy(2);
        return Deadline.in(half.compareTo(LONGEST_LOOK) < 0 ? half : LONGEST_LOOK);
    }

    /// Makes the operation what it was, unless somebody else has changed it since.
    ///
    /// @return the revision that somebody else has made of it; empty if it was given back
    private Optional<Integer> giveBack(Operation before, Operation after, Author author) {
        var again = new Change.OfOperation(before.withRevision(after.revision() + 1));
        for (int i = 0; i < CHECKS; i++) {
            rest(i);
            var checked = store.snapshot();
            int current = checked.revisionBefore(again);
            if (current != after.revision()) {
                return Optional.of(current);
            }
            if (store.write(again, checked, author)) {
                return Optional.empty();
            }
        }
        throw contended();
    }
}
