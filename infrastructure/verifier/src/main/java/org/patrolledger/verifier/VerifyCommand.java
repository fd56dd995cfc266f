package org.patrolledger.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.verifier.proof.ArchiveFiles;
import org.patrolledger.verifier.proof.Ledger;
import org.patrolledger.verifier.proof.LedgerReader;
import org.patrolledger.verifier.proof.Verdict;
import org.patrolledger.verifier.proof.VerificationInputs;
import org.patrolledger.verifier.proof.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `verify <folder|zip>`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Proves an archive, or says what does not hold.")
final class VerifyCommand implements Callable<Integer> {
    /// The longest PEM file of a P-256 key is a tenth of it.
    private static final int LONGEST_KEY = 1 << 14;

    private static final int LARGEST_CATALOGUE = 1 << 26;

    @ParentCommand private VerifierCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<folder|zip>", description = "the archive")
    private Path archive = Path.of("");

    @Option(names = "--key", paramLabel = "public.pem", description = "a key that may have signed")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--head",
            paramLabel = "[grip=]7:sha256:…",
            description = "number and digest of an operation's newest manifest (GET /heads)")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--period",
            paramLabel = "weekly/2023-W05",
            description = "only this period's files need be there")
    private Optional<String> period = Optional.empty();

    @Option(names = "--extract", description = "manifests may be missing")
    private boolean extract;

    @Option(
            names = "--submissions",
            paramLabel = "revisions.jsonl",
            description = "count again from these; with --catalogue")
    private Optional<Path> submissions = Optional.empty();

    @Option(
            names = "--catalogue",
            paramLabel = "catalogue.json",
            description = "with --submissions")
    private Optional<Path> catalogue = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var scope = scope();
        var links = heads.stream().map(this::head).toList();
        if (submissions.isPresent() != catalogue.isPresent()) {
            throw misunderstood("--submissions and --catalogue are needed together");
        }
        var pems = new ArrayList<String>();
        for (var key : keys) {
            pems.add(new String(bounded(key, LONGEST_KEY), StandardCharsets.UTF_8));
        }
        var inputs = new VerificationInputs(pems, links, scope, ledger());
        return VerifierCommand.withArchive(archive, files -> verify(files, inputs));
    }

    private int verify(ArchiveFiles files, VerificationInputs inputs) {
        var out = parent.out();
        return switch (Verifier.verify(files, inputs)) {
            case Verdict.Proved proved -> {
                proved.proved().forEach(sentence -> out.line("proved    " + sentence));
                proved.open().forEach(sentence -> out.line("not shown " + sentence));
                if (proved.holds()) {
                    out.line("The archive holds.");
                    yield VerifierCommand.HOLDS;
                }
                out.line(
                        proved.anchored()
                                ? "Nothing wrong was found, but not all of the archive could be checked."
                                : "Nothing wrong was found. Without the key and every operation's"
                                        + " head from elsewhere, an archive made up from end to end"
                                        + " would pass too.");
                yield VerifierCommand.NOT_ANCHORED;
            }
            case Verdict.Refuted refuted -> VerifierCommand.refuted(out, refuted);
        };
    }

    private Optional<Ledger> ledger() throws IOException {
        if (submissions.isEmpty() || catalogue.isEmpty()) {
            return Optional.empty();
        }
        VerifierCommand.requireFile(submissions.get());
        try (var in = Files.newInputStream(submissions.get())) {
            return Optional.of(LedgerReader.read(in, bounded(catalogue.get(), LARGEST_CATALOGUE)));
        }
    }

    private static byte[] bounded(Path file, int most) throws IOException {
        VerifierCommand.requireFile(file);
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(file + " is larger than " + most + " bytes");
            }
            return bytes;
        }
    }

    private VerificationInputs.Scope scope() {
        if (period.isPresent() && extract) {
            throw misunderstood("--period and --extract exclude one another");
        }
        if (extract) {
            return new VerificationInputs.Scope.Extract();
        }
        return period.<VerificationInputs.Scope>map(
                        text -> new VerificationInputs.Scope.Only(period(text)))
                .orElseGet(VerificationInputs.Scope.Everything::new);
    }

    private VerificationInputs.Head head(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':', equals + 1);
        try {
            Optional<OperationId> operation =
                    equals < 0
                            ? Optional.empty()
                            : Optional.of(new OperationId(text.substring(0, equals)));
            return new VerificationInputs.Head(
                    operation,
                    Long.parseLong(text.substring(equals + 1, Math.max(colon, 0))),
                    new Digest(text.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw misunderstood("--head takes [operation=]sequence:sha256:… and not " + text);
        }
    }

    private ReportingPeriod period(String text) {
        int slash = text.indexOf('/');
        return ReportingPeriod.Kind.ofPath(text.substring(0, Math.max(slash, 0)))
                .flatMap(kind -> ReportingPeriod.parse(kind, text.substring(slash + 1)))
                .orElseThrow(() ->
                        misunderstood(
                                "--period takes weekly/2023-W05 or monthly/2023-02 and not "
                                        + text));
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
