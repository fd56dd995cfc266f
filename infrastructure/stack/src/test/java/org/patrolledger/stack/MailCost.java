package org.patrolledger.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a weekly mail costs, by units measured by the walk: sending it, and noting the two events
/// that come of it, that SES took it and that it was delivered.
///
/// @param walk what was measured
record MailCost(Recording walk) {

    /// Assumed: a call sends two mails a second, and is paid for while it waits.
    static final double SECONDS = 0.5;

    /// Assumed: DynamoDB answers three times, and most of it is waiting.
    static final double EVENT_SECONDS = 0.05;

    /// The largest: page and text.
    static final int BYTES = 40_000;

    /// Mails of a task.
    static final int TASK = 50;

    /// A message of a queue is sent, received and deleted, each by a request of its own at worst.
    private static final int REQUESTS = 3;

    private static final double GB = 1e9;

    /// A mail's dollars by part.
    Map<String, Double> parts() {
        Units mail = walk.units("mail");
        Units events = walk.units("mail Send").plus(walk.units("mail Delivery"));
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("SES: mail", Price.MAIL.dollars());
        parts.put("SES: data, at the largest", Price.MAIL_GB.of(BYTES / GB));
        parts.put(
                "tables",
                Price.WRITE.of(mail.writes() + events.writes())
                        + Price.READ.of(mail.reads() + events.reads()));
        parts.put("the address, decrypted", Price.KEY_REQUEST.dollars());
        parts.put(
                "functions",
                time(FunctionPlan.SEND_DIGEST, SECONDS)
                        + 2 * time(FunctionPlan.NOTE_MAIL_EVENT, EVENT_SECONDS)
                        + Price.LAMBDA_REQUEST.of(1.0 / TASK + 2));
        parts.put(
                "queues, and the issue's files",
                Price.SQS.of(REQUESTS * (1.0 / TASK + 2)) + Price.S3_GET.of(mail.gets() / TASK));
        parts.put("log", Price.LOG_GB.of(2.0 * (Cost.PLATFORM_LINES + lines()) / GB));
        return parts;
    }

    private static double time(FunctionPlan plan, double seconds) {
        return Price.LAMBDA_GB_SECOND.of(seconds * plan.size().megabytes() / 1024);
    }

    /// Bytes of the line that an event leaves, as the walk's longest was.
    private double lines() {
        return Cost.LINE_OVERHEAD
                + Math.ceil(
                                walk.log().stream()
                                                .filter(line -> line.contains("\"mail.event\""))
                                                .mapToInt(String::length)
                                                .max()
                                                .orElseThrow()
                                        / 100.0)
                        * 100;
    }

    double perMail() {
        return parts().values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
