package org.patrolledger.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;

/// A log in memory.
public final class FakeSubmissionLog implements SubmissionLog {
    private final TreeMap<SubmissionId, List<Revision>> revisions = new TreeMap<>();

    @Override
    public synchronized Optional<Revision> append(Revision first) {
        if (first.number() != 1) {
            throw new IllegalArgumentException("a submission starts with revision 1");
        }
        var stored = revisions.get(first.submission().id());
        if (stored != null) {
            return Optional.of(stored.getFirst()).filter(one -> !one.sameWrite(first));
        }
        revisions.put(first.submission().id(), new ArrayList<>(List.of(first)));
        return Optional.empty();
    }

    @Override
    public synchronized boolean revise(Revision current, Revision next) {
        if (!next.submission().id().equals(current.submission().id())
                || next.number() != current.number() + 1) {
            throw new IllegalArgumentException("a revision follows the current one");
        }
        var stored = revisions.getOrDefault(next.submission().id(), List.of());
        if (stored.size() >= next.number()) {
            return stored.get(next.number() - 1).sameWrite(next);
        }
        if (stored.size() < current.number()) {
            return false;
        }
        stored.add(next);
        return true;
    }

    @Override
    public synchronized Optional<Revision> current(SubmissionId id) {
        return Optional.ofNullable(revisions.get(id)).map(List::getLast);
    }

    @Override
    public synchronized Optional<Revision> revision(SubmissionId id, int number) {
        var stored = revisions.getOrDefault(id, List.of());
        return number >= 1 && number <= stored.size()
                ? Optional.of(stored.get(number - 1))
                : Optional.empty();
    }

    @Override
    public synchronized List<Revision> revisions(SubmissionId id) {
        return List.copyOf(revisions.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized List<KeptRevision> kept(SubmissionId id, int after, int most) {
        return revisions(id).stream()
                .skip(after)
                .limit(most)
                .map(it -> new KeptRevision(it, Optional.of(RevisionRecord.digest(it))))
                .toList();
    }

    @Override
    public Stream<Revision> current(OperationDay day, Optional<SubmissionId> after) {
        return current(Set.of(day))
                .filter(it -> after.isEmpty() || it.submission().id().compareTo(after.get()) > 0);
    }

    @Override
    public Stream<CountedRevision> counted(Collection<OperationDay> days) {
        return current(Set.copyOf(days)).map(Revision::counted);
    }

    private synchronized Stream<Revision> current(Set<OperationDay> wanted) {
        return revisions.values().stream()
                .map(List::getLast)
                .filter(revision -> wanted.contains(revision.submission().operationDay()))
                .toList()
                .stream();
    }

    @Override
    public List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
        return places.stream().map(it -> used(operation, it)).toList();
    }

    private synchronized Optional<OperationalDay> used(OperationId operation, PlaceDays days) {
        var used =
                revisions.values().stream()
                        .map(all -> all.getLast().submission())
                        .filter(it -> it.operation().equals(operation))
                        .filter(it -> it.place().equals(days.place()))
                        .map(Submission::day)
                        .filter(it -> it.compareTo(days.first()) >= 0)
                        .filter(it -> it.compareTo(days.last()) <= 0);
        return switch (days.end()) {
            case EARLIEST -> used.min(Comparator.naturalOrder());
            case LATEST -> used.max(Comparator.naturalOrder());
        };
    }
}
