package org.patrolledger.contract.imports;

import java.util.LinkedHashMap;
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
/// found), `commit.json` (a commit of that report was asked for), `result.json` (it was done).
public final class ImportRecord {
    public static final String REQUEST = "request.json";
    public static final String CHECK = "check.json";
    public static final String REPORT = "report.json";
    public static final String COMMIT = "commit.json";
    public static final String RESULT = "result.json";

    /// The rows that a commit takes, a document a line.
    public static final String ROWS = "rows.jsonl";

    /// All faults, safe to open in a spreadsheet.
    public static final String FAULTS = "faults.csv";

    /// The rows of the file with a column "What is wrong".
    public static final String ANNOTATED = "source-with-faults.csv";

    /// How many faults stand in one file of faults.
    public static final int FAULTS_A_FILE = 1_000;

    private ImportRecord() {}

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
    public record Report(
            String check,
            Optional<String> refused,
            Rows rows,
            Optional<String> digest,
            String catalogue,
            int faults) {
        public byte[] write() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            map.put("check", check);
            map.put("refused", refused.orElse(null));
            map.put("rows", rows.document());
            map.put("digest", digest.orElse(null));
            map.put("catalogue", catalogue);
            map.put("faults", (long) faults);
            return Json.bytes(map);
        }

        /// Reads what [#write] writes.
        ///
        /// @throws IllegalStateException if it is anything else
        public static Report read(byte[] bytes) {
            var map = Json.object(bytes);
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
                        Math.toIntExact(faults));
            }
            throw new IllegalStateException("a stored report cannot be read");
        }
    }
}
