package org.patrolledger.benchmarks.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.patrolledger.benchmarks.measure.Watch;
import org.patrolledger.contract.json.Json;

/// The figures of [FoldRun] by DuckDB over the same documents, in a process of its own.
///
/// Written to be as fast as DuckDB can: columns are declared rather than guessed, documents are
/// read once into a table in memory, the order of rows is not kept.
public final class DuckDbRun {
    private DuckDbRun() {}

    /// Asks about the file `args[0]` on `args[1]` threads `args[2]` times.
    public static void main(String[] args) throws IOException, SQLException {
        int threads = Integer.parseInt(args[1]);
        int passes = Integer.parseInt(args[2]);
        var watch = new Watch();
        Map<String, @Nullable Object> figures = Map.of();
        try (var connection = connect(threads)) {
            for (int i = 0; i < passes; i++) {
                watch.start();
                figures = figures(connection, args[0]);
                watch.stop();
            }
        }
        System.out.println(
                Json.text(
                        Map.of(
                                "seconds", watch.seconds(),
                                "processorSeconds", watch.processorSeconds(),
                                "figures", figures)));
    }

    static Connection connect(int threads) throws SQLException {
        var settings = new Properties();
        settings.setProperty("threads", String.valueOf(threads));
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    /// As [FoldRun#document] gives them.
    static Map<String, @Nullable Object> figures(Connection connection, String file)
            throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql("load.sql").replace("$file", file.replace("'", "''")));
        }
        var places = new HashMap<String, @Nullable Object>();
        var measures = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql("places.sql"))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var place = new HashMap<String, Long>();
                for (int i = 2; i <= columns; i++) {
                    long value = rows.getLong(i);
                    if (value != 0) {
                        var measure = rows.getMetaData().getColumnLabel(i);
                        place.put(measure, value);
                        measures.merge(measure, value, Math::addExact);
                    }
                }
                places.put(rows.getString(1), place);
            }
        }
        var breakdowns = new HashMap<String, @Nullable Object>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql("breakdowns.sql"))) {
            var values = new HashMap<String, Map<String, Long>>();
            while (rows.next()) {
                values.computeIfAbsent(rows.getString(1), it -> new HashMap<>())
                        .put(rows.getString(2), rows.getLong(3));
            }
            breakdowns.putAll(values);
        }
        return Map.of("measures", measures, "breakdowns", breakdowns, "places", places);
    }

    private static String sql(String name) throws IOException {
        try (var in = DuckDbRun.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
