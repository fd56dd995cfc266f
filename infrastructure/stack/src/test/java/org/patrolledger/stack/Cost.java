package org.patrolledger.stack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patrolledger.storage.SubmissionItem;

/// What a volume costs: units measured by the walk times list prices, with the few figures that
/// cannot be measured here named as assumptions.
///
/// @param walk what was measured
/// @param volume how much there is of it
record Cost(Recording walk, Volume volume) {

    /// Assumed: DynamoDB answers a put in 10 ms, and 2 ms are ours.
    static final double FORM_SECONDS = 0.012;

    /// Assumed, for up to 2,500 changes.
    static final double NOTICE_SECONDS = 0.1;

    /// Assumed for small editions; big ones are read at 20,000 forms a second.
    static final double EDITION_SECONDS = 3;

    static final double FORMS_IN_SECOND = 20_000;

    /// Assumed: how long an instance of a function takes forms before Lambda replaces it.
    static final double INSTANCE_SECONDS = 1_800;

    /// CloudWatch counts this for each line beside the line.
    static final int LINE_OVERHEAD = 26;

    /// Lambda's own lines on start, end and duration of a call, which the stack leaves out.
    static final int PLATFORM_LINES = 290 + 3 * LINE_OVERHEAD;

    /// A summary is looked at again 8 and 32 weeks after its period.
    static final int REVIEWS_IN_A_YEAR = 2;

    /// Bytes of a line of lineage, as 100,000 of them were weighed, in 58 MB.
    static final int LINEAGE_LINE = 580;

    static final int LINEAGE_COPIES = 8;

    /// As many as [EdgeStack] has.
    static final int WEB_RULES = 3;

    /// Editions, archives, failed signatures and faults, and a dozen about mails, which are paid
    /// for on the day of the week they are logged.
    static final double OWN_METRICS = 4 + 12 / 7.0;

    private static final double GB = 1e9;
    private static final int READ_UNIT = 4096;
    private static final int BATCH = 2_500;
    private static final double WINDOW_SECONDS = 300;

    /// A form's dollars by part.
    Map<String, Double> form() {
        Units forms = walk.units("forms");
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("HTTP API", Price.HTTP_API.dollars());
        parts.put("access log", Price.LOG_GB.of((accessLine() + LINE_OVERHEAD) / GB));
        parts.put("function: call", Price.LAMBDA_REQUEST.dollars());
        parts.put(
                "function: time",
                Price.LAMBDA_GB_SECOND.of(
                        FORM_SECONDS * FunctionPlan.RECEIVE_SUBMISSION.size().megabytes() / 1024));
        double units = forms.tableWrites() / walk.forms();
        parts.put("table", Price.WRITE.of(units));
        // An entry by day is as large as the item, one by place never above a unit.
        parts.put("indexes", Price.WRITE.of(units + 1));
        parts.put(
                "catalogue",
                catalogue(DeployedFunctions.CATALOGUE_LIFETIME.toSeconds().doubleValue()));
        parts.put("notice-change", notice());
        return parts;
    }

    double perForm() {
        return form().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Units of a consistent read of the whole catalogue.
    double catalogueReads() {
        return Math.ceil(volume.operations() * walk.operationBytes() / READ_UNIT);
    }

    /// What a form pays for the catalogue where a copy is trusted for `seconds`: a unit for its
    /// version where the copy is older, and its part of the two loads of each instance.
    double catalogue(double seconds) {
        double loads = Math.min(1, 2 / (volume.formsInSecond() * INSTANCE_SECONDS));
        return Price.READ.of(tooOld(seconds) + loads * catalogueReads());
    }

    /// How many forms find a copy older than `seconds`.
    double tooOld(double seconds) {
        return 1 / (1 + volume.formsInSecond() * seconds);
    }

    private double notice() {
        double batches = Math.max(1.0 / BATCH, 1 / (1 + volume.formsInSecond() * WINDOW_SECONDS));
        // The walk's one change looked for the periods of one operation and of all of them.
        double lookups = (walk.units("notice").reads() - walk.units("first form").reads()) / 2;
        double reads = catalogueReads() + lookups * (volume.operations() + 1);
        return batches
                * (Price.LAMBDA_REQUEST.dollars()
                        + Price.LAMBDA_GB_SECOND.of(
                                NOTICE_SECONDS
                                        * FunctionPlan.NOTICE_CHANGE.size().megabytes()
                                        / 1024)
                        + Price.READ.of(reads));
    }

    /// A line of the access log with values as they are.
    static int accessLine() {
        return Gateway.ACCESS
                .replace("$context.requestId", "JKJaXmPLvHcESHA=")
                .replace("$context.routeKey", "POST /engagements")
                .replace("$context.status", "201")
                .replace("$context.responseLatency", "23")
                .replace("$context.authorizer.claims.sub", "00000000-0000-4000-8000-000000000000")
                .replace("$context.authorizer.error", "-")
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    /// What the function would log for a form, to the nearest hundred bytes: the times in a line
    /// are longer or shorter.
    double functionLine() {
        return Math.round((double) walk.loggedBytes() / walk.forms() / 100) * 100.0;
    }

    double functionLog() {
        return Price.LOG_GB.of((functionLine() + LINE_OVERHEAD) / GB);
    }

    double itemBytes() {
        return Math.round((double) walk.formBytes() / walk.forms() / 10) * 10.0;
    }

    /// A month of publishing: weekly and monthly editions of each operation and of all together,
    /// each first provisional, then final, and looked at again.
    double publishing() {
        double month = 0;
        double formsOfOne = volume.forms() / volume.operations();
        for (boolean weekly : new boolean[] {true, false}) {
            double periods = weekly ? 52 / 12.0 : 1;
            int days = weekly ? 9 : 33; // with the days beside the period
            month +=
                    periods
                            * (volume.operations() * summary(formsOfOne / periods, days, 1)
                                    + summary(volume.forms() / periods, days, volume.operations()));
        }
        return month;
    }

    /// A summary with its two editions and its reviews.
    private double summary(double forms, int days, int operations) {
        int queries = days * operations * SubmissionItem.SHARDS;
        double reads = Math.max(queries * 0.5, forms * itemBytes() / READ_UNIT / 2);
        double seconds = EDITION_SECONDS + forms / FORMS_IN_SECOND;
        double fold =
                Price.READ.of(reads)
                        + Price.LAMBDA_REQUEST.dollars()
                        + Price.LAMBDA_GB_SECOND.of(
                                seconds * FunctionPlan.PUBLISH_SUMMARY.size().megabytes() / 1024);
        Units edition = walk.units("weekly edition");
        double writing =
                Price.WRITE.of(edition.writes())
                        + Price.S3_PUT.of(edition.puts())
                        + Price.S3_GET.of(edition.gets())
                        + Price.SIGNATURE.of(edition.signatures());
        return 2 * writing + (2 + REVIEWS_IN_A_YEAR) * fold;
    }

    /// What a month costs before the first form comes.
    ///
    /// @param alarmMetrics metrics of all alarms
    /// @param queues that functions work off
    static Map<String, Double> fixed(int alarmMetrics, int queues) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("four keys", Price.KEY.of(4));
        parts.put("versions of two keys after two years", Price.KEY.of(4));
        parts.put("alarms, " + alarmMetrics + " metrics", Price.ALARM.of(alarmMetrics));
        parts.put("dashboard", Price.DASHBOARD.dollars());
        parts.put("own metrics", Price.METRIC.of(OWN_METRICS));
        parts.put("the edge's rules", Price.WEB_RULES.dollars() + Price.WEB_RULE.of(WEB_RULES));
        parts.put("the edge's secret", Price.SECRET.dollars());
        // Five connections that ask every 20 s, for each queue.
        parts.put("Lambda asking empty queues", Price.SQS.of(queues * 5 * Volume.SECONDS / 20));
        return parts;
    }

    /// What a month's lineage costs to keep for a month: each form is a line in the weekly and the
    /// monthly editions of its operation and of all of them, each provisional and final.
    double lineage() {
        return Price.S3_GB.of(volume.forms() * LINEAGE_LINE * LINEAGE_COPIES / GB);
    }

    /// What the edge adds to a form.
    static double edge() {
        return Price.EDGE_REQUEST.dollars() + Price.WEB_REQUEST.dollars();
    }

    /// What a month's storage of a year's forms costs: the table, the index, and recovery.
    double storageAfterAYear() {
        double gb = 12 * volume.forms() * (itemBytes() + 100) / GB;
        return Price.TABLE_GB.of(2 * gb) + Price.RECOVERY_GB.of(gb) + 12 * lineage();
    }
}
