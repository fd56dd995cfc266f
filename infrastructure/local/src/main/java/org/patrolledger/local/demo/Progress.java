package org.patrolledger.local.demo;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.patrolledger.local.sources.Scheduler;

/// One line for each week in which forms were sent.
final class Progress {

    private final PrintStream out;
    private String week = "";
    private int forms;
    private int total;

    Progress(PrintStream out) {
        this.out = out;
    }

    void sent(LocalDate day, int count) {
        week =
                String.format(
                        Locale.ROOT,
                        "%d-W%02d",
                        day.get(IsoFields.WEEK_BASED_YEAR),
                        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        forms += count;
        total += count;
    }

    /// A weekly schedule closes the week of the forms before it.
    void ran(List<Scheduler.Run> runs) {
        if (runs.stream().anyMatch(run -> run.due().kind().equals("weekly")) && forms > 0) {
            out.printf(
                    Locale.UK,
                    "  %s  %4d forms sent, summaries published (%,d forms so far)%n",
                    week,
                    forms,
                    total);
            forms = 0;
        }
    }

    void end() {
        out.printf(Locale.ROOT, "  and every month of them%n");
    }
}
