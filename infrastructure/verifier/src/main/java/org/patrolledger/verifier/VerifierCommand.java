package org.patrolledger.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.verifier.Arguments.UsageException;
import org.patrolledger.verifier.proof.ArchiveFiles;
import org.patrolledger.verifier.proof.Given;
import org.patrolledger.verifier.proof.Ledger;
import org.patrolledger.verifier.proof.LedgerReader;
import org.patrolledger.verifier.proof.Trace;
import org.patrolledger.verifier.proof.Trace.RefutedArchiveException;
import org.patrolledger.verifier.proof.Verdict;
import org.patrolledger.verifier.proof.Verifier;

/// `verify` proves an archive or says what does not hold; `trace` tells which submissions stand
/// behind a figure. Exit codes: 0 proved (or traced), 1 does not hold (or traced to nothing), 2 not
/// understood or not readable.
public final class VerifierCommand {
    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;

    private static final Map<String, Set<String>> OPTIONS =
            Map.of(
                    "verify",
                    Set.of(
                            "--key",
                            "--head",
                            "--period",
                            "--extract",
                            "--submissions",
                            "--catalogue"),
                    "trace",
                    Set.of("--measure", "--place", "--summary", "--submission"));

    private static final String USAGE =
            """
            usage: java -jar verifier.jar verify <folder|zip> [options]
                     --key public.pem             the key that signed; may be repeated
                     --head [grip=]7:sha256:...   the newest manifest's number and digest
                     --period weekly/2023-W05     only this period's files need be there
                     --extract                    manifests may be missing
                     --submissions revisions.jsonl --catalogue catalogue.json
                                                  count again from the submissions
                   java -jar verifier.jar trace <folder|zip>
                     --measure arrests [--place grays-town-centre] [--summary weekly/2023-W05/grip]
                     --submission 0b9a7e4e-...    the editions that count it
            exit codes: 0 proved, 1 does not hold, 2 not understood or not readable
            """;

    private final PrintStream out;
    private final PrintStream err;

    VerifierCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new VerifierCommand(out, err).run(List.of(args)));
    }

    int run(List<String> words) {
        try {
            var arguments = Arguments.parse(words, OPTIONS);
            return withArchive(arguments);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return UNREADABLE;
        } catch (RefutedArchiveException e) {
            return refuted(e.verdict());
        } catch (IOException | UncheckedIOException | MalformedDocumentException e) {
            err.println("not readable: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private int withArchive(Arguments arguments) throws IOException {
        if (Files.isDirectory(arguments.archive())) {
            return run(arguments, new FolderFiles(arguments.archive()));
        }
        try (var zip = new ZipFiles(arguments.archive())) {
            return run(arguments, zip);
        }
    }

    private int run(Arguments arguments, ArchiveFiles files) throws IOException {
        return arguments.command().equals("verify")
                ? verify(arguments, files)
                : trace(arguments, files);
    }

    private int verify(Arguments arguments, ArchiveFiles files) throws IOException {
        var keys = new ArrayList<String>();
        for (var file : arguments.all("--key")) {
            keys.add(Files.readString(Path.of(file)));
        }
        var given = new Given(keys, arguments.heads(), arguments.scope(), ledger(arguments));
        return switch (Verifier.verify(files, given)) {
            case Verdict.Proved proved -> {
                proved.proved().forEach(sentence -> out.println("proved    " + sentence));
                proved.open().forEach(sentence -> out.println("not shown " + sentence));
                out.println("The archive holds.");
                yield HOLDS;
            }
            case Verdict.Refuted refuted -> refuted(refuted);
        };
    }

    private int refuted(Verdict.Refuted refuted) {
        out.println("does not hold: " + refuted.where() + " " + refuted.what());
        return BROKEN;
    }

    private static Optional<Ledger> ledger(Arguments arguments) throws IOException {
        var submissions = arguments.one("--submissions");
        var catalogue = arguments.one("--catalogue");
        if (submissions.isPresent() != catalogue.isPresent()) {
            throw new UsageException("--submissions and --catalogue are needed together");
        }
        if (submissions.isEmpty() || catalogue.isEmpty()) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(Path.of(submissions.get()))) {
            return Optional.of(LedgerReader.read(in, Files.readAllBytes(Path.of(catalogue.get()))));
        }
    }

    private int trace(Arguments arguments, ArchiveFiles files) {
        var measure = arguments.one("--measure");
        var submission = arguments.one("--submission");
        if (measure.isPresent() == submission.isPresent()) {
            throw new UsageException("trace needs --measure or --submission");
        }
        return measure.isPresent()
                ? traceMeasure(arguments, files, measure.get())
                : traceSubmission(files, submission.orElseThrow());
    }

    private int traceMeasure(Arguments arguments, ArchiveFiles files, String id) {
        var measure =
                Measure.of(id).orElseThrow(() -> new UsageException("there is no measure " + id));
        var place = arguments.one("--place").map(VerifierCommand::place);
        var traces = Trace.measure(files, measure, place, arguments.one("--summary").orElse(""));
        for (var behind : traces) {
            out.printf(
                    Locale.ROOT,
                    "%s: %s%s is %s, by %s%n",
                    behind.edition(),
                    id,
                    place.map(it -> " at " + it).orElse(""),
                    behind.value(),
                    Quantities.counted(behind.contributors().size(), "submission", "submissions"));
            behind.contributors()
                    .forEach(it ->
                            out.printf(
                                    Locale.ROOT,
                                    "  %s revision %s adds %s at %s, %s%n",
                                    it.submission(),
                                    it.revision(),
                                    it.adds(),
                                    it.place(),
                                    it.digest()));
        }
        return found(traces.isEmpty(), "no summary has that");
    }

    private static PlaceId place(String id) {
        try {
            return new PlaceId(id);
        } catch (IllegalArgumentException e) {
            throw new UsageException("there is no place " + id);
        }
    }

    private int traceSubmission(ArchiveFiles files, String id) {
        var submission =
                SubmissionId.parse(id)
                        .orElseThrow(() -> new UsageException("a submission's id is a UUID"));
        var counted = Trace.submission(files, submission);
        counted.forEach(it ->
                out.printf(
                        Locale.ROOT,
                        "%s counts revision %s: %s%n",
                        it.edition(),
                        it.line().revision(),
                        new String(LineageDocument.line(it.line()), StandardCharsets.UTF_8)));
        return found(counted.isEmpty(), "no edition counts it");
    }

    private int found(boolean nothing, String what) {
        if (nothing) {
            out.println(what);
        }
        return nothing ? BROKEN : HOLDS;
    }
}
