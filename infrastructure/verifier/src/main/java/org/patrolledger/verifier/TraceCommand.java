package org.patrolledger.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.verifier.proof.ArchiveFiles;
import org.patrolledger.verifier.proof.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `trace <folder|zip>`.
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Names the submissions behind a figure, or the editions that count one.")
final class TraceCommand implements Callable<Integer> {
    @ParentCommand private VerifierCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<folder|zip>", description = "the archive")
    private Path archive = Path.of("");

    @Option(names = "--measure", paramLabel = "arrests", description = "the figure to trace")
    private Optional<String> measure = Optional.empty();

    @Option(names = "--place", paramLabel = "grays-town-centre", description = "only there")
    private Optional<String> place = Optional.empty();

    @Option(
            names = "--summary",
            paramLabel = "weekly/2023-W05/grip",
            description = "only of summaries whose name contains this")
    private String summary = "";

    @Option(names = "--submission", paramLabel = "UUID", description = "the editions that count it")
    private Optional<String> submission = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (measure.isPresent() == submission.isPresent()) {
            throw misunderstood("trace needs --measure or --submission");
        }
        return VerifierCommand.withArchive(
                archive,
                files ->
                        measure.isPresent()
                                ? traceMeasure(files, measure.get())
                                : traceSubmission(files, submission.orElseThrow()));
    }

    private int traceMeasure(ArchiveFiles files, String id) {
        var traced = Measure.of(id).orElseThrow(() -> misunderstood("there is no measure " + id));
        var where = place.map(this::place);
        var traces = Trace.measure(files, traced, where, summary);
        for (var behind : traces) {
            say(
                    "%s: %s%s is %s, by %s",
                    behind.edition(),
                    id,
                    where.map(it -> " at " + it).orElse(""),
                    behind.value(),
                    Quantities.counted(behind.contributors().size(), "submission", "submissions"));
            for (var it : behind.contributors()) {
                say(
                        "  %s revision %s adds %s at %s, %s",
                        it.submission(), it.revision(), it.adds(), it.place(), it.digest());
            }
        }
        return found(traces.isEmpty(), "no summary has that");
    }

    private PlaceId place(String id) {
        try {
            return new PlaceId(id);
        } catch (IllegalArgumentException e) {
            throw misunderstood("there is no place " + id);
        }
    }

    private int traceSubmission(ArchiveFiles files, String id) {
        var traced =
                SubmissionId.parse(id)
                        .orElseThrow(() -> misunderstood("a submission's id is a UUID"));
        var counted = Trace.submission(files, traced);
        for (var it : counted) {
            say(
                    "%s counts revision %s: %s",
                    it.edition(),
                    it.line().revision(),
                    new String(LineageDocument.line(it.line()), StandardCharsets.UTF_8));
        }
        return found(counted.isEmpty(), "no edition counts it");
    }

    private int found(boolean nothing, String what) {
        if (nothing) {
            say(what);
        }
        return nothing ? VerifierCommand.BROKEN : VerifierCommand.HOLDS;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not on the class path
    private void say(String format, Object... values) {
        parent.out().line(String.format(Locale.ROOT, format, values));
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
