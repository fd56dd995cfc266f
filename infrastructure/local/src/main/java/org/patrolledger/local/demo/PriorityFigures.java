package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/// What a published month says of each of an operation's priorities, and the money it had.
final class PriorityFigures {
    private final PrintStream out;
    private final LedgerClient ledger;

    PriorityFigures(PrintStream out, LedgerClient ledger) {
        this.out = out;
        this.ledger = ledger;
    }

    /// Prints them for the scenario's month of most activity; nothing for an operation without
    /// priorities.
    void print(Scenario scenario, String period) throws IOException {
        JsonNode listed = scenario.operation().path("priorities");
        if (listed.isEmpty()) {
            return;
        }
        JsonNode summary =
                ledger.summary("monthly", period, scenario.id())
                        .orElseThrow(() -> new IOException("there is no summary of " + period));
        for (JsonNode fund : scenario.operation().path("funding")) {
            out.printf(
                    Locale.UK,
                    "  %s: %,d %s%n",
                    fund.path("fund").asText(),
                    fund.path("amount").asLong(),
                    fund.path("currency").asText());
        }
        out.printf(
                Locale.ROOT,
                "  %-62s %11s %8s %14s%n",
                "priorities in " + period,
                "submissions",
                "patrols",
                "people engaged");
        for (JsonNode priority : listed) {
            JsonNode measures =
                    summary.path("priorities").path(priority.path("id").asText()).path("measures");
            out.printf(
                    Locale.UK,
                    "  %-62s %,11d %,8d %,14d%n",
                    priority.path("name").asText(),
                    measures.path("submissions").asLong(),
                    measures.path("patrols").asLong(),
                    measures.path("people-engaged").asLong());
        }
    }
}
