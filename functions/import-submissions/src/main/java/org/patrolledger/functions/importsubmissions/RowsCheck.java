package org.patrolledger.functions.importsubmissions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Progress;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.functions.importsubmissions.FaultFiles.Found;
import org.patrolledger.functions.importsubmissions.RowJudge.Judged;
import org.patrolledger.storage.FanOut;

/// One check of one file.
final class RowsCheck {
    /// How many rows are kept in memory.
    static final int AT_A_TIME = 256;

    /// How many of them storage is asked for at once.
    static final int SIDE_BY_SIDE = 24;

    /// After how many of those it is said how far the check has come.
    private static final int BATCHES_A_REPORT = 4;

    private final FanOut fanOut = new FanOut(SIDE_BY_SIDE);
    private final ImportFiles files;
    private final SubmissionLog log;
    private final Order order;
    private final SourceFiles file;
    private final RowJudge judge;
    private final Map<SubmissionId, Digest> seen = new HashMap<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final MessageDigest digest = Digest.sha256();

    RowsCheck(ImportFiles files, SubmissionLog log, Order order, SourceFiles file, RowJudge judge) {
        this.files = files;
        this.log = log;
        this.order = order;
        this.file = file;
        this.judge = judge;
        note(
                order.request().sha256()
                        + " "
                        + Digest.of(Json.text(order.request().mapping()))
                        + " "
                        + order.version());
    }

    /// What is to be checked.
    ///
    /// @param check the call that asked for it
    /// @param version of the catalogue
    /// @param rows how many the file has
    record Order(ImportId id, Request request, String check, String version, int rows) {}

    private enum Verdict {
        NEW,
        SAME,
        CHANGED,
        FAULTY
    }

    private void note(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Report run() throws IOException {
        var rows = file.folder().resolve("rows.jsonl");
        var annotated = file.annotated();
        int faults;
        List<String> passedOver;
        try (var found = new FaultFiles(files, order.id(), file.folder(), annotated);
                var source = file.open();
                var out = new BufferedOutputStream(Files.newOutputStream(rows))) {
            int done = 0;
            var batch = new ArrayList<Judged>();
            for (var row = source.next(); row != null; row = source.next()) {
                batch.add(judge.judge(row));
                if (batch.size() == AT_A_TIME) {
                    done += settle(batch, found, out);
                    if (done % (BATCHES_A_REPORT * AT_A_TIME) == 0) {
                        files.write(
                                order.id(),
                                ImportRecord.PROGRESS,
                                new Progress(order.check(), done, order.rows()).write());
                    }
                }
            }
            settle(batch, found, out);
            passedOver = source.passedOver();
            faults = found.finish();
        }
        var report = Digest.of(digest).value();
        files.write(order.id(), ImportRecord.rows(report), rows);
        return new Report(
                order.check(),
                Optional.empty(),
                new ImportRecord.Rows(
                        order.rows(),
                        count(Verdict.NEW),
                        count(Verdict.SAME),
                        count(Verdict.CHANGED),
                        count(Verdict.FAULTY)),
                Optional.of(report),
                order.version(),
                faults,
                passedOver,
                annotated.map(AnnotatedRows::name));
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    private int settle(List<Judged> batch, FaultFiles found, OutputStream out) throws IOException {
        var stored = fanOut.map(batch, this::stored);
        for (int i = 0; i < batch.size(); i++) {
            settle(batch.get(i), stored.get(i), found, out);
        }
        int settled = batch.size();
        batch.clear();
        return settled;
    }

    /// What the log has of a row.
    ///
    /// @param current the submission as it is
    /// @param same whether a commit has nothing to add
    private record Stored(Optional<Revision> current, boolean same) {}

    private Stored stored(Judged judged) {
        var valid = judged.valid();
        if (valid == null) {
            return new Stored(Optional.empty(), false);
        }
        var current = log.current(valid.submission().id());
        return new Stored(
                current, current.filter(it -> isSame(it, Digest.of(valid.body()))).isPresent());
    }

    /// Whether the row says nothing new: it is what the log has, withdrawn or not, or what somebody
    /// has corrected by hand since it was imported. A file that is imported again takes no
    /// correction back.
    private boolean isSame(Revision current, Digest row) {
        return current.digest().equals(row)
                || (current.reason().filter(ImportCommit::isReason).isEmpty()
                        && current.number() > 1
                        && log.revisions(current.submission().id()).stream()
                                .anyMatch(it -> it.digest().equals(row)));
    }

    private void settle(Judged judged, Stored stored, FaultFiles found, OutputStream out)
            throws IOException {
        var faults = new ArrayList<>(judged.faults());
        var verdict =
                judged.valid() == null
                        ? Verdict.FAULTY
                        : valid(judged.row(), judged.valid(), stored, faults, out);
        counts.merge(verdict, 1, Integer::sum);
        found.row(judged.row(), faults);
        note(judged.row().sheet() + " " + judged.row().number() + " " + verdict);
    }

    private Verdict valid(
            Row row,
            SubmissionReader.Result.Valid valid,
            Stored stored,
            List<Found> faults,
            OutputStream out)
            throws IOException {
        var submission = valid.submission();
        var body = Digest.of(valid.body());
        note(submission.id() + " " + body);
        var twin = seen.putIfAbsent(submission.id(), body);
        var current = stored.current();
        if (current.filter(it -> !it.submission().organisation().equals(submission.organisation()))
                .isPresent()) {
            return faulty(faults, Rule.VALUE, "Another organisation has a report with this id.");
        }
        if (twin != null && !twin.equals(body)) {
            return faulty(
                    faults,
                    Rule.UNIQUE,
                    "Another row before it has the same key and says otherwise.");
        }
        if (twin != null || stored.same()) {
            return Verdict.SAME;
        }
        if (current.filter(it -> it.submission().kind() != submission.kind()).isPresent()) {
            return faulty(
                    faults,
                    Rule.VALUE,
                    "The row was imported before as another kind of submission.");
        }
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("sheet", row.sheet());
        line.put("row", (long) row.number());
        line.put("kind", submission.kind().code());
        line.put("revises", current.map(it -> (long) it.number()).orElse(null));
        line.put("document", Json.object(valid.body()));
        out.write(Json.line(line));
        return current.isPresent() ? Verdict.CHANGED : Verdict.NEW;
    }

    private static Verdict faulty(List<Found> faults, Rule rule, String detail) {
        faults.add(Found.below("", new Fault("/submissionId", rule, detail)));
        return Verdict.FAULTY;
    }
}
