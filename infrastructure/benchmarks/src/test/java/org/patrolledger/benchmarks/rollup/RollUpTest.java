package org.patrolledger.benchmarks.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.StoredFile;
import org.patrolledger.contract.json.Json;

class RollUpTest {
    @TempDir private Path folder;

    /// DuckDB as an oracle of the fold: it knows nothing of our code.
    @Test
    void the_fold_and_duckdb_make_the_same_figures_of_the_same_documents()
            throws IOException, SQLException {
        var file = StoredFile.documents(folder, 5_000);
        StoredFile.write(new Documents(RollUp.WORLD, RollUp.WEEK, 5_000, 11), file);

        var alone = text(FoldRun.document(FoldRun.fold(file, 1)));
        var beside = text(FoldRun.document(FoldRun.fold(file, 2)));
        try (var connection = DuckDbRun.connect(1)) {
            assertThat(alone).isEqualTo(text(DuckDbRun.figures(connection, file.toString())));
        }
        assertThat(beside).isEqualTo(alone);
        assertThat(alone).contains("\"patrol-minutes\"").contains("\"submissions\":5000");
    }

    private static String text(Object figures) {
        return new String(Json.canonical(figures), StandardCharsets.UTF_8);
    }
}
