package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// `COST.md`, made anew from measured units and list prices. To write it: `-Dgolden.write=true`.
class CostTest {

    /// With an entry in the index that says whether a place was used, a unit more, for each form.
    private static final double TARGET = 3.95;

    /// Of a thousand mails.
    private static final double MAILS_TARGET = 3.95;

    private static final Path DOCUMENT = Path.of("COST.md");

    private static final List<Volume> VOLUMES =
            List.of(
                    new Volume("10 thousand", 10_000, 6),
                    new Volume("1 million", 1_000_000, 6),
                    new Volume("100 million", 100_000_000, 40));

    /// A county like the one of the scenarios.
    private static final Volume COUNTY = new Volume("a county", 10_000, 6);

    private static final Recording WALK = Recording.walk();

    @Test
    void the_document_says_what_is_measured_now() throws IOException {
        String now = document();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, now);
        }

        assertThat(now).isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void a_million_forms_cost_no_more_than_three_dollars_and_ninety_five_cents() {
        assertThat(1e6 * new Cost(WALK, VOLUMES.get(1)).perForm()).isLessThanOrEqualTo(TARGET);
        assertThat(1e6 * new Cost(WALK, VOLUMES.get(2)).perForm()).isLessThanOrEqualTo(TARGET);
    }

    @Test
    void a_thousand_mails_cost_no_more_than_fifteen_cents() {
        assertThat(1e3 * new MailCost(WALK).perMail()).isLessThanOrEqualTo(MAILS_TARGET);
    }

    @Test
    void the_rules_of_the_edge_are_as_many_as_are_paid_for() {
        assertThat(
                        resources(Synthesis.production().template("edge"), "AWS::WAFv2::WebACL")
                                .flatMap(list ->
                                        StreamSupport.stream(
                                                list.at("/Properties/Rules").spliterator(), false)))
                .hasSize(Cost.WEB_RULES);
    }

    @Test
    void
            a_form_is_one_write_to_the_table_and_to_an_index_and_the_first_of_a_place_and_day_one_more() {
        Units forms = WALK.units("forms");

        // Two forms in a hundred are longer than a unit.
        double most = 1.02 * WALK.forms();
        assertThat(forms.tableWrites()).isBetween((double) WALK.forms(), most);
        // A put that the SDK repeated is not remembered.
        assertThat(forms.indexWrites())
                .isBetween(WALK.forms() + 0.9 * WALK.placeDays(), most + 1.1 * WALK.placeDays());
        assertThat(WALK.placeDays()).isLessThan(WALK.forms());
        assertThat(forms.puts() + forms.gets() + forms.messages()).isZero();
    }

    private static String document() {
        var text = new StringBuilder();
        text.append(
                """
                # What it costs

                Written by `CostTest` from units measured while the functions ran on embedded servers (write and read units as DynamoDB
                Local counts them, requests, bytes logged) and from list prices. A test fails where this page and the measurement differ;
                `mvn -pl infrastructure/stack -am test -Dtest=CostTest \
                -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true` writes it anew.

                **The prices are list prices of Europe (London) in US dollars without tax. Those marked 2026 in the table below were compared
                with AWS's own pages in 2026; the others are written down from memory: check them before you rely on a figure.** Free tiers
                are left out. Nothing here comes from a bill.

                ## A million submissions

                In dollars for a million submissions, by how many come in a month; with both indexes, and spread evenly over the month.

                """);
        parts(text);
        say(
                text,
                """

                The target is 3.95 dollars with both indexes, held by a test from a million a month on. At ten thousand a month nearly every form is a
                call of `notice-change` too: much for a million, and %s dollars in all.

                Assumed, not measured: a form takes the function %d ms (10 for DynamoDB's answer in the region, 2 of ours), one instance of it takes
                all forms for %d minutes, 2,500 changes take `notice-change` %d ms, an edition takes %d s and another for
                %,d forms; an operation in the catalogue is as large as those of the scenarios.
                What editions take up in S3 is their lineage: %d bytes a line, %d lines for each form (weekly and monthly, its operation's and
                that of all, provisional and final).
                Measured: a form of Operation Grip is an item of %.0f bytes, so one unit in the table and one in each index; a longer note of
                more than about %d characters makes it two in the table and in that by day. An instance enters a place's day only once into the
                index that says whether the place was used; what is reckoned is an entry for each form, the most that it can be.

                ## What each choice costs

                In dollars for a million submissions.

                """,
                dollars(VOLUMES.get(0).forms() * new Cost(WALK, VOLUMES.get(0)).perForm()),
                Math.round(Cost.FORM_SECONDS * 1000),
                Math.round(Cost.INSTANCE_SECONDS / 60),
                Math.round(Cost.NOTICE_SECONDS * 1000),
                Math.round(Cost.EDITION_SECONDS),
                Math.round(Cost.FORMS_IN_SECOND),
                Cost.LINEAGE_LINE,
                Cost.LINEAGE_COPIES,
                new Cost(WALK, COUNTY).itemBytes(),
                Math.round((1024 - new Cost(WALK, COUNTY).itemBytes()) / 10) * 10);
        choices(text);
        text.append(
                "\n## A month\n\nIn dollars, without taxes; storage is that of a year's forms.\n\n");
        months(text);
        text.append("\nBefore the first form comes: ");
        text.append(
                String.join(
                        ", ",
                        Cost.fixed(alarmMetrics(), queues()).entrySet().stream()
                                .map(part -> part.getKey() + " " + dollars(part.getValue()))
                                .toList()));
        text.append(
                """
                .
                A key's yearly rotation adds a version that is paid for, the first two times.

                ## The edge and the way out

                """);
        say(
                text,
                """
                CloudFront and its rules add %s dollars to a million calls of the API, forms among them: they stand in front of the
                table above and are not in it. What leaves AWS costs %s dollars for a GB: a month's archive of 100,000 lines, 58 MB, half a cent.

                ## A year of one county

                """,
                dollars(1e6 * Cost.edge()),
                dollars(Price.OUT_GB.dollars()));
        county(text);
        mails(text);
        text.append("\n## Prices used\n\n| what | dollars | compared |\n|---|---:|---|\n");
        for (Price price : Price.values()) {
            text.append("| ").append(price.what()).append(" | ");
            text.append(
                    price.dollars() < 0.01
                            ? format("%.4f for a million", price.dollars() * 1e6)
                            : format("%.5f", price.dollars()));
            text.append(price.compared() ? " | 2026 |\n" : " | no |\n");
        }
        return text.toString();
    }

    private static void parts(StringBuilder text) {
        text.append("| part |");
        VOLUMES.forEach(volume -> text.append(' ').append(volume.name()).append(" |"));
        text.append("\n|---|---:|---:|---:|\n");
        for (String part : new Cost(WALK, COUNTY).form().keySet()) {
            row(text, part, volume -> 1e6 * new Cost(WALK, volume).form().get(part));
        }
        row(text, "**in all**", volume -> 1e6 * new Cost(WALK, volume).perForm());
    }

    private static void choices(StringBuilder text) {
        Cost cost = new Cost(WALK, VOLUMES.get(1));
        Map<String, Double> form = cost.form();
        double transaction = form.get("table") + form.get("indexes");
        String line =
                format(
                        "the function's own line for every form, %.0f bytes (left out of `prod`)",
                        cost.functionLine());
        text.append("| choice | dollars |\n|---|---:|\n");
        line(text, "the index that roll-ups read (made)", form.get("table"));
        line(
                text,
                "the index that says whether a place was used (made), at most",
                form.get("indexes") - form.get("table"));
        line(text, "a transaction instead of one conditional put (not made)", transaction);
        line(text, line, cost.functionLog());
        line(
                text,
                "Lambda's own lines on every call (left out)",
                Price.LOG_GB.of(Cost.PLATFORM_LINES / 1e9));
        line(
                text,
                format(
                        "loading the catalogue, %.0f units, instead of asking for its version, one (not made)",
                        cost.catalogueReads()),
                Price.READ.of(
                        cost.tooOld(DeployedFunctions.CATALOGUE_LIFETIME.toSeconds().doubleValue())
                                * (cost.catalogueReads() - 1)));
        line(
                text,
                "trusting a copy of the catalogue for one second instead of two (not made)",
                cost.catalogue(1) - form.get("catalogue"));
        line(text, "the access log (made)", form.get("access log"));
        line(text, "tracing every call (a switch, off)", Price.TRACE.dollars());
        line(
                text,
                "twice the memory for the functions of forms (not made)",
                form.get("function: time"));
        line(
                text,
                "noticing changes at all, at a million a month (made)",
                form.get("notice-change"));
        line(text, "10 ms more for each form", form.get("function: time") * 10 / 12);
    }

    private static void months(StringBuilder text) {
        text.append("| part |");
        VOLUMES.forEach(volume -> text.append(' ').append(volume.name()).append(" forms |"));
        text.append("\n|---|---:|---:|---:|\n");
        row(text, "operations", volume -> volume.operations(), "%.0f");
        row(text, "forms", volume -> volume.forms() * new Cost(WALK, volume).perForm());
        row(text, "publishing", volume -> new Cost(WALK, volume).publishing());
        row(text, "the edge", volume -> volume.forms() * Cost.edge());
        row(text, "storage", volume -> new Cost(WALK, volume).storageAfterAYear());
        row(text, "fixed", volume -> fixed());
        row(text, "**in all**", CostTest::month);
    }

    private static void mails(StringBuilder text) {
        var cost = new MailCost(WALK);
        text.append(
                """

                ## A thousand weekly mails

                In dollars for a thousand mails, each with the two events that SES tells of it.

                | part | dollars |
                |---|---:|
                """);
        cost.parts()
                .forEach((part, dollars) ->
                        text.append(format("| " + part + " | %.4f |\n", 1e3 * dollars)));
        text.append(format("| **in all** | %.4f |\n", 1e3 * cost.perMail()));
        say(
                text,
                """

                The target is %.2f dollars, held by a test. Assumed, not measured: a call of `send-digest` is paid for half a second a mail, an event takes
                `note-mail-event` %d ms, is alone in its message and its call, and a mail is as large as one may be (%,d bytes of page and text).
                """,
                MAILS_TARGET,
                Math.round(1_000 * MailCost.EVENT_SECONDS),
                MailCost.BYTES);
    }

    private static void county(StringBuilder text) {
        Cost cost = new Cost(WALK, COUNTY);
        double year = 12 * (month(COUNTY) - cost.storageAfterAYear() / 2);
        say(
                text,
                """
                %,.0f forms a month in %d operations, their weekly and monthly summaries and those of all operations, each published
                provisionally and finally and looked at again twice: **%s dollars a year**, of which %s are fixed.
                """,
                COUNTY.forms(),
                COUNTY.operations(),
                format("%.0f", year),
                format("%.0f", 12 * fixed()));
    }

    private static double month(Volume volume) {
        Cost cost = new Cost(WALK, volume);
        return volume.forms() * cost.perForm()
                + cost.publishing()
                + cost.storageAfterAYear()
                + volume.forms() * Cost.edge()
                + fixed();
    }

    private static double fixed() {
        return Cost.fixed(alarmMetrics(), queues()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static int alarmMetrics() {
        return resources(Synthesis.production().service(), "AWS::CloudWatch::Alarm")
                .mapToInt(alarm -> {
                    int metrics = 0;
                    for (var metric : alarm.at("/Properties/Metrics")) {
                        metrics += metric.has("MetricStat") ? 1 : 0;
                    }
                    return Math.max(1, metrics);
                })
                .sum();
    }

    private static int queues() {
        return (int)
                resources(Synthesis.production().service(), "AWS::Lambda::EventSourceMapping")
                        .filter(source -> source.toString().contains("\"Queues"))
                        .filter(source -> !source.at("/Properties").has("StartingPosition"))
                        .count();
    }

    private interface Figure {
        double of(Volume volume);
    }

    private static void row(StringBuilder text, String name, Figure figure) {
        row(text, name, figure, "%.2f");
    }

    private static void row(StringBuilder text, String name, Figure figure, String format) {
        text.append("| ").append(name).append(" |");
        for (Volume volume : VOLUMES) {
            text.append(' ').append(format(format, figure.of(volume))).append(" |");
        }
        text.append('\n');
    }

    private static void line(StringBuilder text, String choice, double dollars) {
        text.append("| ").append(choice).append(" | ").append(format("%.2f", 1e6 * dollars));
        text.append(" |\n");
    }

    private static String dollars(double value) {
        return format("%.2f", value);
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
