package org.patrolledger.benchmarks.publish;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.storage.SubmissionItem;

/// A log that makes the submissions of one week while they are read: more than any embedded
/// DynamoDB holds. Each is decoded from its item, as the real log does.
record MadeWhenRead(long count) implements SubmissionLog {
    private static final long SEED = 7;

    @Override
    public Stream<Revision> current(Collection<OperationDay> days) {
        if (days.stream().noneMatch(it -> Publish.WEEK.contains(it.day()))) {
            return Stream.empty();
        }
        var documents = new Documents(Publish.WORLD, Publish.WEEK, count, SEED);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        var all =
                new java.util.Iterator<Revision>() {
                    @Override
                    public boolean hasNext() {
                        return documents.hasNext();
                    }

                    @Override
                    public Revision next() {
                        return SubmissionItem.read(SubmissionItem.of(documents.next().revision()));
                    }
                };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, traits), false);
    }

    @Override
    public Stream<Revision> current(OperationDay day, Optional<SubmissionId> after) {
        throw unknown();
    }

    @Override
    public Optional<Revision> append(Revision first) {
        throw unknown();
    }

    @Override
    public boolean revise(Revision current, Revision next) {
        throw unknown();
    }

    @Override
    public Optional<Revision> current(SubmissionId id) {
        throw unknown();
    }

    @Override
    public Optional<Revision> revision(SubmissionId id, int number) {
        throw unknown();
    }

    @Override
    public List<Revision> revisions(SubmissionId id) {
        throw unknown();
    }

    @Override
    public List<KeptRevision> kept(SubmissionId id, int after, int most) {
        throw unknown();
    }

    @Override
    public List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("a first edition reads the week, and no more");
    }
}
