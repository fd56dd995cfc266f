package org.patrolledger.importer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Digest;

/// One file on its way into the ledger: announced, put there, checked, committed.
final class FileImport {
    private static final Duration POLL = Duration.ofMillis(500);

    /// How often a check is made again because the catalogue changed before its commit.
    private static final int CHECKS = 3;

    private final LedgerConnection ledger;
    private final TerminalText out;
    private final ProgressBar bar;
    private final Settings settings;

    FileImport(LedgerConnection ledger, TerminalText out, ProgressBar bar, Settings settings) {
        this.ledger = ledger;
        this.out = out;
        this.bar = bar;
        this.settings = settings;
    }

    /// What is to be done with each file.
    ///
    /// @param mapping as it is sent
    /// @param faults the folder in which faults are saved
    /// @param most faults that are printed
    /// @param patience how long one file is waited for
    record Settings(
            Map<String, @Nullable Object> mapping,
            boolean checkOnly,
            boolean good,
            Optional<Path> faults,
            int most,
            Duration patience) {}

    ExitCode run(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        var id = announce(file, name);
        long until = System.nanoTime() + settings.patience().toNanos();
        for (int check = 1; ; check++) {
            ledger.send("POST", "/imports/" + id + "/check", null, Optional.empty());
            var report = await(id, "checking", name + ": checked", until);
            if (report.get("state") instanceof String state && state.equals("refused")) {
                throw new LedgerRefusedException(200, String.valueOf(report.get("detail")));
            }
            long faulty = show(name, report);
            if (faulty > 0) {
                save(name, report);
            }
            if (settings.checkOnly() || (faulty > 0 && !settings.good())) {
                return faulty > 0 ? ExitCode.FAULTY : ExitCode.DONE;
            }
            try {
                return commit(id, name, report, until)
                        .and(faulty > 0 ? ExitCode.FAULTY : ExitCode.DONE);
            } catch (LedgerRefusedException e) {
                if (e.status() != 412 || check == CHECKS) {
                    throw e;
                }
                out.line(name + ": the catalogue has changed since, so it is checked again");
            }
        }
    }

    private String announce(Path file, String name) throws IOException {
        bar.show(name + ": sent", 0, 0);
        long bytes = Files.size(file);
        var answer =
                ledger.send(
                        "POST",
                        "/imports",
                        Map.of(
                                "mapping",
                                settings.mapping(),
                                "fileName",
                                name,
                                "bytes",
                                bytes,
                                "sha256",
                                sha256(file)),
                        Optional.empty());
        var upload = LedgerConnection.inner(answer, "upload");
        var headers = new java.util.LinkedHashMap<String, String>();
        LedgerConnection.inner(new java.util.LinkedHashMap<>(upload), "headers")
                .forEach((header, value) -> headers.put(header, String.valueOf(value)));
        ledger.put(URI.create(String.valueOf(upload.get("url"))), headers, file);
        return String.valueOf(answer.get("id"));
    }

    private static String sha256(Path file) throws IOException {
        var digest = Digest.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(digest).hex();
    }

    /// Waits until the import is no longer in `state`.
    private Map<String, @Nullable Object> await(String id, String state, String what, long until)
            throws IOException {
        while (true) {
            var report =
                    ledger.send("GET", "/imports/" + id + "?limit=1000", null, Optional.empty());
            if (!state.equals(report.get("state"))) {
                bar.clear();
                return report;
            }
            var progress = LedgerConnection.inner(report, "progress");
            bar.show(what, number(progress.get("done")), number(progress.get("total")));
            if (System.nanoTime() - until > 0) {
                throw new LedgerAwayException(
                        "the import " + id + " is still " + state + ": give it more time (--wait)");
            }
            LedgerConnection.pause(POLL);
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : 0;
    }

    /// Prints what a check found.
    ///
    /// @return how many rows are faulty
    private long show(String name, Map<String, @Nullable Object> report) {
        var rows = LedgerConnection.inner(report, "rows");
        out.line(
                String.format(
                        Locale.UK,
                        "%s: %,d rows: %,d new, %,d changed, %,d the same, %,d faulty",
                        name,
                        number(rows.get("total")),
                        number(rows.get("new")),
                        number(rows.get("changed")),
                        number(rows.get("same")),
                        number(rows.get("faulty"))));
        if (report.get("passedOver") instanceof List<?> sheets) {
            sheets.forEach(it -> out.line("  sheet " + it + " has no column of the mapping"));
        }
        var faults = report.get("faults") instanceof List<?> list ? list : List.of();
        faults.stream().limit(settings.most()).forEach(this::showFault);
        if (faults.size() > settings.most() || report.get("next") != null) {
            out.line("  and more: --most prints more, --faults saves all");
        }
        return number(rows.get("faulty"));
    }

    private void showFault(@Nullable Object value) {
        if (value instanceof Map<?, ?> fault) {
            var sheet = String.valueOf(fault.get("sheet"));
            var cell = String.valueOf(fault.get("cell"));
            var column = String.valueOf(fault.get("column"));
            // A field that has no column is one all the same.
            var head = column.isEmpty() ? field(fault.get("pointer")) : column;
            out.line(
                    "  "
                            + (sheet.isEmpty() ? "" : sheet + ", ")
                            + (cell.isEmpty() ? "row " + fault.get("row") : "cell " + cell)
                            + (head.isEmpty() ? "" : " (" + head + ")")
                            + ": "
                            + fault.get("detail"));
        }
    }

    /// The field that `pointer` points to, as our own files head its column: people count from one.
    private static String field(@Nullable Object pointer) {
        return Stream.of(String.valueOf(pointer).split("/"))
                .filter(it -> !it.isEmpty())
                .map(it -> it.matches("[0-9]{1,3}") ? "" + (Integer.parseInt(it) + 1) : it)
                .collect(Collectors.joining("."));
    }

    private void save(String name, Map<String, @Nullable Object> report) throws IOException {
        if (settings.faults().isEmpty()) {
            return;
        }
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        for (var link : LedgerConnection.inner(report, "files").entrySet()) {
            var as =
                    link.getKey().equals("faults.csv")
                            ? stem + "-faults.csv"
                            : stem + link.getKey().replaceFirst("^source", "");
            var to = settings.faults().get().resolve(as);
            ledger.save(URI.create(String.valueOf(link.getValue())), false, to);
            out.line("  " + to + " is saved");
        }
    }

    private ExitCode commit(
            String id, String name, Map<String, @Nullable Object> report, long until)
            throws IOException {
        ledger.send(
                "POST",
                "/imports/" + id + "/commit",
                Map.of("rows", settings.good() ? "good" : "all"),
                Optional.of(String.valueOf(report.get("report"))));
        var end = await(id, "committing", name + ": committed", until);
        var result = LedgerConnection.inner(end, "result");
        long refused = number(result.get("refused"));
        out.line(String.format(Locale.UK, "%s: %,d committed", name, number(result.get("taken"))));
        if (refused == 0) {
            return ExitCode.DONE;
        }
        out.line(
                String.format(Locale.UK, "  %,d could not be, and can be checked again:", refused));
        if (result.get("rows") instanceof List<?> rows) {
            for (var each : rows.stream().limit(settings.most()).toList()) {
                if (each instanceof Map<?, ?> row) {
                    out.line("  row " + row.get("row") + ": " + row.get("detail"));
                }
            }
        }
        return ExitCode.CHANGED_SINCE;
    }
}
