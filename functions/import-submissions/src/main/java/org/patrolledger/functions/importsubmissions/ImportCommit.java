package org.patrolledger.functions.importsubmissions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Commitment;
import org.patrolledger.contract.imports.ImportRecord.Progress;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.Submission.Kind;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.EntityTags;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.storage.FanOut;

/// Takes the rows in that a check found new or changed, just as it found them: a new one as a form
/// posts it, a changed one as a correction. Doing it twice does it once.
final class ImportCommit {
    private static final int AT_A_TIME = 256;

    /// The most rows that are named which could not be taken after all.
    private static final int MOST_NAMED = 100;

    private static final int BATCHES_A_REPORT = 4;

    private static final String REASON = "Import ";

    private static final String SINCE = "The report has been changed since the check: check again.";

    private static final String FOREIGN = "Another organisation has a report with this id.";

    private final FanOut fanOut = new FanOut(RowsCheck.SIDE_BY_SIDE);
    private final ImportFiles files;
    private final Intake intake;
    private final Correction correction;

    ImportCommit(ImportFiles files, Intake intake, Correction correction) {
        this.files = files;
        this.intake = intake;
        this.correction = correction;
    }

    /// A row as the check left it.
    ///
    /// @param revises the revision it corrects; empty for a new submission
    private record Line(
            String sheet, int row, Kind kind, Optional<Integer> revises, Map<?, ?> document) {
        static Line read(String text) {
            var map = Json.object(text.getBytes(StandardCharsets.UTF_8));
            if (map.get("row") instanceof Long row
                    && map.get("sheet") instanceof String sheet
                    && map.get("kind") instanceof String kind
                    && map.get("document") instanceof Map<?, ?> document) {
                return new Line(
                        sheet,
                        Math.toIntExact(row),
                        kind.equals(Kind.ENGAGEMENT.code()) ? Kind.ENGAGEMENT : Kind.INCIDENT,
                        map.get("revises") instanceof Long number
                                ? Optional.of(Math.toIntExact(number))
                                : Optional.empty(),
                        document);
            }
            throw new IllegalStateException("a checked row cannot be read");
        }
    }

    /// Commits import `id`, if that was asked for and not done yet.
    void run(ImportId id) throws IOException {
        var request = files.read(id, ImportRecord.REQUEST).map(Request::read);
        var commit = files.read(id, ImportRecord.COMMIT).map(Commitment::read);
        if (request.isEmpty()
                || commit.isEmpty()
                || files.read(id, ImportRecord.RESULT).isPresent()) {
            return;
        }
        var report = commit.get().report();
        var caller =
                new Caller(
                        request.get().subject(),
                        Optional.of(request.get().organisation()),
                        Set.of(Scope.SUBMISSIONS_WRITE));
        var refused = new ArrayList<Refusal>();
        int taken = take(id, caller, report, refused);
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("report", report.digest().orElseThrow());
        result.put("taken", (long) taken);
        result.put("refused", (long) refused.size());
        result.put("rows", refused.stream().limit(MOST_NAMED).map(Refusal::document).toList());
        files.write(id, ImportRecord.RESULT, Json.bytes(result));
    }

    /// A row that could not be taken after all, and why.
    private record Refusal(Line line, String detail) {
        Map<String, Object> document() {
            var map = new LinkedHashMap<String, Object>();
            map.put("sheet", line.sheet());
            map.put("row", (long) line.row());
            map.put("detail", detail);
            return map;
        }
    }

    private int take(ImportId id, Caller caller, Report report, List<Refusal> refused)
            throws IOException {
        var digest = report.digest().orElseThrow();
        var rows =
                files.open(id, ImportRecord.rows(digest))
                        .orElseThrow(() -> new IllegalStateException("the checked rows are gone"));
        int total = report.rows().added() + report.rows().changed();
        int done = 0;
        try (var lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            var batch = new ArrayList<Line>();
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                batch.add(Line.read(text));
                if (batch.size() == AT_A_TIME) {
                    take(id, caller, batch, refused);
                    done += AT_A_TIME;
                    if (done % (BATCHES_A_REPORT * AT_A_TIME) == 0) {
                        files.write(
                                id,
                                ImportRecord.PROGRESS,
                                new Progress(digest, done, total).write());
                    }
                }
            }
            done += batch.size();
            take(id, caller, batch, refused);
        }
        return done - refused.size();
    }

    private void take(ImportId id, Caller caller, List<Line> batch, List<Refusal> refused) {
        var outcomes = fanOut.map(batch, line -> take(id, caller, line));
        for (int i = 0; i < batch.size(); i++) {
            var line = batch.get(i);
            outcomes.get(i).ifPresent(it -> refused.add(new Refusal(line, it)));
        }
        batch.clear();
    }

    /// Takes a row in. What came in between, such as a correction by somebody else, may refuse it
    /// after all.
    ///
    /// @return why it is not in the log now; empty where it is
    private Optional<String> take(ImportId id, Caller caller, Line line) {
        var request = "import-" + id + "-" + line.row();
        if (line.revises().isEmpty()) {
            return switch (intake.receive(line.kind(), line.document(), caller, request)) {
                case Intake.Outcome.Accepted accepted -> Optional.empty();
                case Intake.Outcome.Repeated repeated -> Optional.empty();
                case Intake.Outcome.Different different -> Optional.of(SINCE);
                case Intake.Outcome.Taken taken -> Optional.of(FOREIGN);
                case Intake.Outcome.Foreign foreign -> Optional.of(FOREIGN);
                case Intake.Outcome.Invalid invalid -> Optional.of(why(invalid.faults()));
            };
        }
        var document = new LinkedHashMap<Object, @Nullable Object>(line.document());
        document.put("reason", reason(id, line.row()));
        var tag = new EntityTags.Tag(false, String.valueOf(line.revises().get()));
        var submission =
                SubmissionId.parse(String.valueOf(line.document().get("submissionId")))
                        .orElseThrow();
        return switch (correction.revise(
                submission, document, new EntityTags.Listed(List.of(tag)), caller, request)) {
            case Correction.Outcome.Done done -> Optional.empty();
            case Correction.Outcome.Unknown unknown -> Optional.of(SINCE);
            case Correction.Outcome.Foreign foreign -> Optional.of(FOREIGN);
            case Correction.Outcome.Stale stale -> Optional.of(SINCE);
            case Correction.Outcome.Invalid invalid -> Optional.of(why(invalid.faults()));
        };
    }

    private static String why(List<Fault> faults) {
        return faults.stream().map(Fault::detail).findFirst().orElse(SINCE);
    }

    /// Why a row corrects a submission.
    private static String reason(ImportId id, int row) {
        return REASON + id + ", row " + row;
    }

    /// Whether `reason` is that of a row.
    static boolean isReason(String reason) {
        return reason.startsWith(REASON);
    }
}
