package org.patrolledger.stack;

import java.util.stream.Stream;

/// What goes wrong with the weekly mail.
final class MailIncidents {
    private static final String WAITING = "AWS/SQS ApproximateNumberOfMessagesVisible";

    private MailIncidents() {}

    static Stream<Incident> all() {
        return Stream.of(
                Incident.of("mail-not-sent", WAITING, "QueueName", "QueuesUnsent", 1),
                Incident.of("mail-event-not-noted", WAITING, "QueueName", "QueuesUnheard", 1),
                Incident.of(
                        "mail-overdue",
                        "AWS/SQS ApproximateAgeOfOldestMessage",
                        "QueueName",
                        "QueuesMail",
                        3_300,
                        3_600),
                // The account may not send: each task is tried every half a minute.
                Incident.of(
                                "mail-held",
                                "PatrolLedger MailsHeld",
                                "function_name",
                                "send-digest",
                                10,
                                10,
                                9,
                                10,
                                11,
                                10)
                        .and(
                                "PatrolLedger MailsSent",
                                "function_name",
                                "send-digest",
                                0,
                                0,
                                0,
                                0,
                                0,
                                0),
                Incident.of(
                        "mail-unanswered",
                        "PatrolLedger MailsUnknown",
                        "function_name",
                        "send-digest",
                        4,
                        600),
                Incident.of(
                        "mail-bounces",
                        "AWS/SES Reputation.BounceRate",
                        "ses:configuration-set",
                        "patrol-ledger",
                        0.049,
                        0.051),
                Incident.of(
                        "mail-complaints",
                        "AWS/SES Reputation.ComplaintRate",
                        "ses:configuration-set",
                        "patrol-ledger",
                        0.0009,
                        0.0011));
    }
}
