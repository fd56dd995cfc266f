package org.patrolledger.stack;

import static org.patrolledger.stack.Queues.DeadLetters.UNHEARD;
import static org.patrolledger.stack.Queues.DeadLetters.UNSENT;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.sqs.Queue;

/// What somebody should be woken for about the weekly mail. That it was not scheduled at all is
/// among the alarms of the schedules.
final class MailAlarms {

    /// Where SES puts an account under review; at twice of it no mail gets out.
    private static final double BOUNCES = 0.05;

    private static final double COMPLAINTS = 0.001;

    /// Tries of five minutes that nothing came of: one in half a minute is what a single task makes
    /// of it.
    private static final int HELD = 5;

    private static final int HALF_AN_HOUR = 6;

    /// Mails of five minutes; three thousand may go out in that time.
    private static final int UNANSWERED = 100;

    private static final String NOTHING_SENT = "IF(sent > 0, 0, held)";

    private static final String RUNBOOK = " Runbook: The weekly mail.";

    private final Stage stage;
    private final Alarms.Maker alarms;

    MailAlarms(Stage stage, Queues queues, Alarms.Maker alarms) {
        this.stage = stage;
        this.alarms = alarms;
        letters("mail-not-sent", queues.of(UNSENT), "Mails failed five times.");
        letters("mail-event-not-noted", queues.of(UNHEARD), "What became of a mail is not noted.");
        alarms.alarm(
                "mail-overdue",
                "Mails have waited for an hour." + RUNBOOK,
                Alarms.age(queues.of(FunctionPlan.SEND_DIGEST)),
                Duration.hours(1).toSeconds(),
                1);
        alarms.alarm(
                "mail-held",
                "Nothing was sent for half an hour, and mails wait." + RUNBOOK,
                Alarms.expression(
                        NOTHING_SENT,
                        "held while nothing is sent",
                        Map.of("held", own(stage, "MailsHeld"), "sent", own(stage, "MailsSent"))),
                HELD,
                HALF_AN_HOUR);
        alarms.alarm(
                "mail-unanswered",
                "The mail service does not say whether it took mails." + RUNBOOK,
                own(stage, "MailsUnknown"),
                UNANSWERED,
                1);
        reputation("mail-bounces", "Bounce", BOUNCES, "One mail in twenty bounces.");
        reputation(
                "mail-complaints",
                "Complaint",
                COMPLAINTS,
                "One reader in a thousand takes the mail for unwanted.");
    }

    private void letters(String name, Queue queue, String says) {
        alarms.alarm(name, says + RUNBOOK, Alarms.waiting(queue), 1, 1);
    }

    /// By SES's own reckoning, over as many mails as it takes for representative.
    private void reputation(String name, String what, double threshold, String says) {
        alarms.alarm(
                name,
                says + RUNBOOK,
                Alarms.metric(
                        "AWS/SES",
                        "Reputation." + what + "Rate",
                        "Maximum",
                        Map.of("ses:configuration-set", stage.named("patrol-ledger"))),
                threshold,
                1);
    }

    /// A metric that `send-digest` logs.
    static IMetric own(Stage stage, String name) {
        return Alarms.metric(
                Alarms.NAMESPACE,
                name,
                "Sum",
                Map.of("function_name", stage.named(FunctionPlan.SEND_DIGEST.function())));
    }
}
