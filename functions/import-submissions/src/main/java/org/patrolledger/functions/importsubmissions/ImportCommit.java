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
import org.patrolledger.contract.imports.ImportRecord;
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

/// Takes the rows in that a check found new or changed, just as it found them: a new one as a form
/// posts it, a changed one as a correction. Doing it twice does it once.
final class ImportCommit {
    private static final int AT_A_TIME = 256;

    /// The most rows that are named which could not be taken after all.
    private static final int MOST_NAMED = 100;

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
    private record Line(int row, Kind kind, Optional<Integer> revises, Map<?, ?> document) {
        static Line read(String text) {
            var map = Json.object(text.getBytes(StandardCharsets.UTF_8));
            if (map.get("row") instanceof Long row
                    && map.get("kind") instanceof String kind
                    && map.get("document") instanceof Map<?, ?> document) {
                return new Line(
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
        var report = files.read(id, ImportRecord.REPORT).map(Report::read);
        var commit = files.read(id, ImportRecord.COMMIT).map(Json::object);
        if (request.isEmpty()
                || report.isEmpty()
                || commit.isEmpty()
                || files.read(id, ImportRecord.RESULT).isPresent()
                || report.get()
                        .digest()
                        .filter(it -> it.equals(commit.get().get("report")))
                        .isEmpty()) {
            return;
        }
        var caller =
                new Caller(
                        request.get().subject(),
                        Optional.of(request.get().organisation()),
                        Set.of(Scope.SUBMISSIONS_WRITE));
        var refused = new ArrayList<Integer>();
        int taken = take(id, caller, refused);
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("report", report.get().digest().orElseThrow());
        result.put("taken", (long) taken);
        result.put("refused", (long) refused.size());
        result.put("rows", refused.stream().limit(MOST_NAMED).map(Integer::longValue).toList());
        files.write(id, ImportRecord.RESULT, Json.bytes(result));
    }

    private int take(ImportId id, Caller caller, List<Integer> refused) throws IOException {
        var rows =
                files.open(id, ImportRecord.ROWS)
                        .orElseThrow(() -> new IllegalStateException("the checked rows are gone"));
        int taken = 0;
        try (var lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            var batch = new ArrayList<Line>();
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                batch.add(Line.read(text));
                if (batch.size() == AT_A_TIME) {
                    taken += take(id, caller, batch, refused);
                }
            }
            taken += take(id, caller, batch, refused);
        }
        return taken;
    }

    private int take(ImportId id, Caller caller, List<Line> batch, List<Integer> refused) {
        var outcomes = Parallel.map(batch, line -> take(id, caller, line));
        int taken = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i)) {
                taken++;
            } else {
                refused.add(batch.get(i).row());
            }
        }
        batch.clear();
        return taken;
    }

    /// Whether the row is in the log now. What came in between, such as a correction by somebody
    /// else, may refuse it after all; the next check of the same file says why.
    private boolean take(ImportId id, Caller caller, Line line) {
        var request = "import-" + id + "-" + line.row();
        if (line.revises().isEmpty()) {
            return switch (intake.receive(line.kind(), line.document(), caller, request)) {
                case Intake.Outcome.Accepted accepted -> true;
                case Intake.Outcome.Repeated repeated -> true;
                case Intake.Outcome.Different different -> false;
                case Intake.Outcome.Taken taken -> false;
                case Intake.Outcome.Foreign foreign -> false;
                case Intake.Outcome.Invalid invalid -> false;
            };
        }
        var document = new LinkedHashMap<Object, @Nullable Object>(line.document());
        document.put("reason", "Import " + id + ", row " + line.row());
        var tag = new EntityTags.Tag(false, String.valueOf(line.revises().get()));
        var submission =
                SubmissionId.parse(String.valueOf(line.document().get("submissionId")))
                        .orElseThrow();
        return switch (correction.revise(
                submission, document, new EntityTags.Listed(List.of(tag)), caller, request)) {
            case Correction.Outcome.Done done -> true;
            case Correction.Outcome.Unknown unknown -> false;
            case Correction.Outcome.Foreign foreign -> false;
            case Correction.Outcome.Stale stale -> false;
            case Correction.Outcome.Invalid invalid -> false;
        };
    }
}
