package org.patrolledger.verifier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.verifier.proof.Given;

/// A command line: a command, an archive, and options that have a value or (in [#FLAGS]) none.
record Arguments(String command, Path archive, Map<String, List<String>> options) {
    private static final Set<String> FLAGS = Set.of("--extract");

    /// What is wrong with a command line, for whoever typed it.
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /// @param known the options of each command
    static Arguments parse(List<String> words, Map<String, Set<String>> known) {
        if (words.size() < 2 || !known.containsKey(words.getFirst())) {
            throw new UsageException("a command and an archive are needed");
        }
        var command = words.getFirst();
        var options = new HashMap<String, List<String>>();
        for (int i = 2; i < words.size(); i++) {
            var option = words.get(i);
            if (!known.getOrDefault(command, Set.of()).contains(option)) {
                throw new UsageException(command + " has no option " + option);
            }
            if (!FLAGS.contains(option) && ++i == words.size()) {
                throw new UsageException(option + " needs a value");
            }
            options.computeIfAbsent(option, it -> new ArrayList<>()).add(words.get(i));
        }
        return new Arguments(command, Path.of(words.get(1)), options);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> one(String option) {
        var values = all(option);
        if (values.size() > 1) {
            throw new UsageException(option + " is given twice");
        }
        return values.stream().findFirst();
    }

    /// `--head [operation=]sequence:sha256:…`.
    List<Given.Head> heads() {
        return all("--head").stream().map(Arguments::head).toList();
    }

    private static Given.Head head(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':', equals + 1);
        try {
            Optional<OperationId> operation =
                    equals < 0
                            ? Optional.empty()
                            : Optional.of(new OperationId(text.substring(0, equals)));
            return new Given.Head(
                    operation,
                    Long.parseLong(text.substring(equals + 1, Math.max(colon, 0))),
                    new Digest(text.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UsageException("--head takes [operation=]sequence:sha256:… and not " + text);
        }
    }

    /// `--period weekly/2023-W05` or `--extract`; everything where neither is given.
    Given.Scope scope() {
        var period = one("--period");
        if (period.isPresent() && has("--extract")) {
            throw new UsageException("--period and --extract exclude one another");
        }
        return period.<Given.Scope>map(text -> new Given.Scope.Only(period(text)))
                .orElseGet(() ->
                        has("--extract")
                                ? new Given.Scope.Extract()
                                : new Given.Scope.Everything());
    }

    private static ReportingPeriod period(String text) {
        int slash = text.indexOf('/');
        return ReportingPeriod.Kind.ofPath(text.substring(0, Math.max(slash, 0)))
                .flatMap(kind -> ReportingPeriod.parse(kind, text.substring(slash + 1)))
                .orElseThrow(() ->
                        new UsageException(
                                "--period takes weekly/2023-W05 or monthly/2023-02 and not "
                                        + text));
    }
}
