package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Commitment;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.testing.Sample;

/// The function is cut off before or after each of its writes, and the queue delivers the message
/// again until it is done: every row counts once, and the report is the same.
class CrashTest {
    private static final int ROWS = 300;
    private static final int FAULTY = 1_100;

    private final Desk desk = new Desk();

    /// Lets so many writes through, then none.
    private static final class Fuse {
        private final AtomicInteger left;
        private final boolean afterwards;

        /// @param afterwards whether the last write is done, and only its answer lost
        Fuse(int writes, boolean afterwards) {
            this.left = new AtomicInteger(writes);
            this.afterwards = afterwards;
        }

        <T> T write(java.util.function.Supplier<T> write) {
            int number = left.getAndDecrement();
            if (number > 1 || (number == 1 && !afterwards)) {
                return write.get();
            }
            if (number == 1) {
                write.get();
            }
            throw new StorageException(
                    StorageException.Fault.AWAY, "cut off", new IllegalStateException("cut off"));
        }

        boolean blown() {
            return left.get() < (afterwards ? 1 : 0);
        }
    }

    private record BreakingFiles(ImportFiles inner, Fuse fuse) implements ImportFiles {
        @Override
        public Upload upload(ImportId id, String sha256, Duration lifetime) {
            return inner.upload(id, sha256, lifetime);
        }

        @Override
        public URI download(ImportId id, String name, Duration lifetime) {
            return inner.download(id, name, lifetime);
        }

        @Override
        public Optional<byte[]> read(ImportId id, String name) {
            return inner.read(id, name);
        }

        @Override
        public Optional<InputStream> open(ImportId id, String name) {
            return inner.open(id, name);
        }

        @Override
        public void write(ImportId id, String name, byte[] content) {
            fuse.write(() -> {
                inner.write(id, name, content);
                return true;
            });
        }

        @Override
        public void write(ImportId id, String name, Path content) {
            fuse.write(() -> {
                inner.write(id, name, content);
                return true;
            });
        }
    }

    private record BreakingLog(SubmissionLog inner, Fuse fuse) implements SubmissionLog {
        @Override
        public Optional<Revision> append(Revision first) {
            return fuse.write(() -> inner.append(first));
        }

        @Override
        public boolean revise(Revision current, Revision next) {
            return fuse.write(() -> inner.revise(current, next));
        }

        @Override
        public Optional<Revision> current(SubmissionId id) {
            return inner.current(id);
        }

        @Override
        public Optional<Revision> revision(SubmissionId id, int number) {
            return inner.revision(id, number);
        }

        @Override
        public List<Revision> revisions(SubmissionId id) {
            return inner.revisions(id);
        }

        @Override
        public List<KeptRevision> kept(SubmissionId id, int after, int most) {
            return inner.kept(id, after, most);
        }

        @Override
        public Stream<Revision> current(OperationDay day, Optional<SubmissionId> after) {
            return inner.current(day, after);
        }

        @Override
        public Stream<CountedRevision> counted(Collection<OperationDay> days) {
            return inner.counted(days);
        }

        @Override
        public List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
            return inner.used(operation, places);
        }
    }

    private ImportId upload(int people) {
        var rows =
                new StringBuilder(
                        "reference,operation,place,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method\n");
        for (int i = 0; i < ROWS + FAULTY; i++) {
            rows.append(
                    "%d,grip,southend-high-street,2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,%s,2,%d,counted\n"
                            .formatted(i, i < ROWS ? "foot-patrol" : "sleep", people));
        }
        return desk.upload(
                "a.csv",
                rows.toString().getBytes(UTF_8),
                Desk.mapping("{\"preset\": \"patrol-ledger-csv\"}"));
    }

    /// Runs `step` with every number of writes before the cut, each delivery going one write
    /// further than the one before, until one is not cut off.
    private static int deliver(boolean afterwards, Step step) throws IOException {
        for (int writes = 0; ; writes++) {
            var fuse = new Fuse(writes, afterwards);
            try {
                step.run(fuse);
            } catch (StorageException e) {
                assertThat(fuse.blown()).isTrue();
                continue;
            }
            return writes;
        }
    }

    private interface Step {
        void run(Fuse fuse) throws IOException;
    }

    private void commit(ImportId id, Fuse fuse) throws IOException {
        var cache = new CatalogueCache(desk.catalogue, Duration.ZERO, Desk.CLOCK);
        var log = new BreakingLog(desk.log, fuse);
        new ImportCommit(
                        new BreakingFiles(desk.files, fuse),
                        new Intake(log, cache, Desk.CLOCK),
                        new Correction(log, cache, Desk.CLOCK))
                .run(id);
    }

    @Test
    void a_check_that_is_cut_off_at_any_write_gives_the_same_report_in_the_end()
            throws IOException {
        for (boolean afterwards : new boolean[] {false, true}) {
            var whole = upload(5);
            var expected = desk.check(whole);
            var cut = upload(5);
            desk.files.write(cut, ImportRecord.CHECK, Json.bytes(Map.of("check", "1")));
            int writes =
                    deliver(
                            afterwards,
                            fuse ->
                                    new ImportCheck(
                                                    new BreakingFiles(desk.files, fuse),
                                                    desk.log,
                                                    desk.catalogue,
                                                    Desk.CLOCK)
                                            .run(cut));
            // Two files of faults, progress, two lists, the rows, the report.
            assertThat(writes).isGreaterThanOrEqualTo(7);
            assertThat(Report.read(desk.files.read(cut, ImportRecord.REPORT).orElseThrow()))
                    .isEqualTo(expected);
            assertThat(desk.faults(cut)).isEqualTo(desk.faults(whole)).hasSize(FAULTY);
            assertThat(desk.text(cut, ImportRecord.FAULTS))
                    .isEqualTo(desk.text(whole, ImportRecord.FAULTS));
        }
    }

    @Test
    void a_commit_that_is_cut_off_at_any_write_takes_every_row_once() throws IOException {
        int people = 5;
        for (boolean afterwards : new boolean[] {false, true}) {
            var id = upload(++people);
            var report = desk.check(id);
            desk.files.write(id, ImportRecord.COMMIT, new Commitment(report, "good").write());
            deliver(afterwards, fuse -> commit(id, fuse));
            assertThat(Json.object(desk.files.read(id, ImportRecord.RESULT).orElseThrow()))
                    .containsEntry("taken", (long) ROWS)
                    .containsEntry("refused", 0L);
            int number = people - 5;
            var there =
                    desk.log
                            .counted(
                                    List.of(
                                            new OperationDay(
                                                    Sample.GRIP,
                                                    OperationalDay.parse("2023-02-03"))))
                            .toList();
            // The first file was new, the second corrects each of its rows.
            assertThat(there).hasSize(ROWS).allMatch(it -> it.number() == number);
        }
    }

    @Test
    void a_check_that_is_delivered_again_beside_a_commit_leaves_it_what_was_checked()
            throws IOException {
        var id = upload(5);
        var report = desk.check(id);
        desk.files.write(id, ImportRecord.COMMIT, new Commitment(report, "good").write());
        var rows = desk.text(id, ImportRecord.rows(report.digest().orElseThrow()));
        desk.files.write(id, ImportRecord.CHECK, Json.bytes(Map.of("check", "2")));
        new ImportCheck(desk.files, desk.log, desk.catalogue, Desk.CLOCK).run(id);
        assertThat(desk.text(id, ImportRecord.rows(report.digest().orElseThrow()))).isEqualTo(rows);
        desk.resume(id);
        assertThat(Json.object(desk.files.read(id, ImportRecord.RESULT).orElseThrow()))
                .containsEntry("taken", (long) ROWS);
    }
}
