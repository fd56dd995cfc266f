package org.patrolledger.contract.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;

/// The documents by which an import remembers what was asked of it and how far it has come. Each is
/// written whole, so that a crash between two of them leaves a state to continue from:
/// `request.json` (asked for), `check.json` (a check was asked for), `report.json` (what that check
/// found), `commit.json` (a commit of that report was asked for), `result.json` (it was done);
/// meanwhile `progress.json`.
public final class ImportRecord {
    public static final String REQUEST = "request.json";
    public static final String CHECK = "check.json";
    public static final String REPORT = "report.json";
    public static final String COMMIT = "commit.json";
    public static final String RESULT = "result.json";

    public static final String PROGRESS = "progress.json";

    /// All faults, safe to open in a spreadsheet.
    public static final String FAULTS = "faults.csv";

    /// The rows of the file with a column "What is wrong", as CSV.
    public static final String ANNOTATED_CSV = "source-with-faults.csv";

    /// The same as a workbook, where a workbook was checked.
    public static final String ANNOTATED_XLSX = "source-with-faults.xlsx";

    /// The head of the column that says what is wrong with a row. A reader passes over it, so that
    /// the file can be mended and checked again.
    public static final String WHAT_IS_WRONG = "What is wrong";

    /// How many faults stand in one file of faults.
    public static final int FAULTS_A_FILE = 1_000;

    private ImportRecord() {}

    /// The rows that a commit of `report` takes, a document a line. A later check does not touch
    /// them.
    ///
    /// @param report the digest of a report, `sha256:…`
    public static String rows(String report) {
        return "rows-" + report.replaceFirst("^sha256:", "") + ".jsonl";
    }

    /// `faults-0001.json` has the first [#FAULTS_A_FILE].
    public static String faults(int file) {
        return String.format(java.util.Locale.ROOT, "faults-%04d.json", file);
    }

    /// Who announced which file.
    ///
    /// @param mapping as it was sent
    public record Request(
            OrganisationId organisation,
            String subject,
            String fileName,
            long bytes,
            String sha256,
            Map<?, ?> mapping) {
        public byte[] write() {
            var map = new LinkedHashMap<String, Object>();
            map.put("organisation", organisation.value());
            map.put("subject", subject);
            map.put("fileName", fileName);
            map.put("bytes", bytes);
            map.put("sha256", sha256);
            map.put("mapping", mapping);
            return Json.bytes(map);
        }

        /// Reads what [#write] writes.
        ///
        /// @throws IllegalStateException if it is anything else
        public static Request read(byte[] bytes) {
            var map = Json.object(bytes);
            if (map.get("organisation") instanceof String organisation
                    && map.get("subject") instanceof String subject
                    && map.get("fileName") instanceof String name
                    && map.get("bytes") instanceof Long size
                    && map.get("sha256") instanceof String sha256
                    && map.get("mapping") instanceof Map<?, ?> mapping) {
                return new Request(
                        new OrganisationId(organisation), subject, name, size, sha256, mapping);
            }
            throw new IllegalStateException("a stored import cannot be read");
        }

        /// The mapping that was sent, which was read without fault before.
        public ImportMapping readMapping() {
            return FormReader.read(ImportMapping.FORM, mapping, new Faults())
                    .orElseThrow(() -> new IllegalStateException("a stored mapping has faults"));
        }
    }

    /// How far a check or a commit has come.
    ///
    /// @param of the check, or the report that is committed
    /// @param done rows
    /// @param total rows there are
    public record Progress(String of, int done, int total) {
        public byte[] write() {
            return Json.bytes(Map.of("of", of, "done", (long) done, "total", (long) total));
        }

        /// Reads what [#write] writes.
        ///
        /// @throws IllegalStateException if it is anything else
        public static Progress read(byte[] bytes) {
            var map = Json.object(bytes);
            if (map.get("of") instanceof String of
                    && map.get("done") instanceof Long done
                    && map.get("total") instanceof Long total) {
                return new Progress(of, Math.toIntExact(done), Math.toIntExact(total));
            }
            throw new IllegalStateException("stored progress cannot be read");
        }
    }

    /// That a report is to be committed. It has the report with it, for a check that was delivered
    /// twice may write its own over it.
    public record Commitment(Report report, String rows) {
        public byte[] write() {
            return Json.bytes(Map.of("report", report.document(), "rows", rows));
        }

        /// Reads what [#write] writes.
        ///
        /// @throws IllegalStateException if it is anything else
        public static Commitment read(byte[] bytes) {
            var map = Json.object(bytes);
            if (map.get("report") instanceof Map<?, ?> report
                    && map.get("rows") instanceof String rows) {
                return new Commitment(Report.read(report), rows);
            }
            throw new IllegalStateException("a stored commit cannot be read");
        }
    }

    /// How many rows there are of each kind.
    public record Rows(int total, int added, int same, int changed, int faulty) {
        public Map<String, Object> document() {
            var map = new LinkedHashMap<String, Object>();
            map.put("total", (long) total);
            map.put("new", (long) added);
            map.put("same", (long) same);
            map.put("changed", (long) changed);
            map.put("faulty", (long) faulty);
            return map;
        }

        static Rows read(@Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                return new Rows(
                        count(map, "total"),
                        count(map, "new"),
                        count(map, "same"),
                        count(map, "changed"),
                        count(map, "faulty"));
            }
            throw new IllegalStateException("a stored report cannot be read");
        }

        private static int count(Map<?, ?> map, String name) {
            return map.get(name) instanceof Long count ? Math.toIntExact(count) : 0;
        }
    }

    /// What a check found.
    ///
    /// @param check the check it answers
    /// @param refused why the file cannot be read as what it is said to be; empty where it can
    /// @param digest of all that was found; empty where the file was refused
    /// @param catalogue the version of the catalogue that rows were checked against
    /// @param faults how many there are in all
    /// @param passedOver the sheets of which no row was read
    /// @param annotated the file of rows with what is wrong; empty where there is none
    public record Report(
            String check,
            Optional<String> refused,
            Rows rows,
            Optional<String> digest,
            String catalogue,
            int faults,
            List<String> passedOver,
            Optional<String> annotated) {
        public Report {
            passedOver = List.copyOf(passedOver);
        }

        public byte[] write() {
            return Json.bytes(document());
        }

        Map<String, @Nullable Object> document() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            map.put("check", check);
            map.put("refused", refused.orElse(null));
            map.put("rows", rows.document());
            map.put("digest", digest.orElse(null));
            map.put("catalogue", catalogue);
            map.put("faults", (long) faults);
            map.put("passedOver", passedOver);
            map.put("annotated", annotated.orElse(null));
            return map;
        }

        /// Reads what [#write] writes.
        ///
        /// @throws IllegalStateException if it is anything else
        public static Report read(byte[] bytes) {
            return read(Json.object(bytes));
        }

        private static Report read(Map<?, ?> map) {
            if (map.get("check") instanceof String check
                    && map.get("catalogue") instanceof String catalogue
                    && map.get("faults") instanceof Long faults) {
                return new Report(
                        check,
                        map.get("refused") instanceof String text
                                ? Optional.of(text)
                                : Optional.empty(),
                        Rows.read(map.get("rows")),
                        map.get("digest") instanceof String text
                                ? Optional.of(text)
                                : Optional.empty(),
                        catalogue,
                        Math.toIntExact(faults),
                        map.get("passedOver") instanceof List<?> sheets
                                ? sheets.stream().map(String::valueOf).toList()
                                : List.of(),
                        map.get("annotated") instanceof String text
                                ? Optional.of(text)
                                : Optional.empty());
            }
            throw new IllegalStateException("a stored report cannot be read");
        }
    }
}
