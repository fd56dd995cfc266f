package org.patrolledger.functions.senddigest;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueFunction;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Sends mails: the issues of the week, and those that ask for a confirmation.
public final class SendDigest extends QueueFunction {
    private final Delivery delivery;

    /// Wires the function to this process's environment, as Lambda does.
    public SendDigest() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the times of claims.
    public SendDigest(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        var letters =
                new Letters(
                        adapters.subscriberRegister(clock),
                        adapters.addressVault(),
                        adapters.summaryArchive(),
                        environment.mail());
        this(
                new Delivery(
                        adapters.mailingRegister(),
                        letters,
                        adapters.mailer(),
                        adapters.mailQueue(),
                        clock,
                        new Pace(environment.mail().rate())));
    }

    SendDigest(Delivery delivery) {
        // A message of this queue comes again after minutes by itself.
        super(Redelivery.NEVER_CHANGED);
        this.delivery = delivery;
    }

    @Override
    protected void work(Batch batch) {
        batch.each(
                "mail.failed",
                message -> {
                    var request = batch.requestId() + "/" + message.id();
                    MailTask task = MailTaskDocument.read(message.body());
                    note(task, delivery.deliver(task, request), batch.log());
                });
    }

    private static void note(MailTask task, Map<Delivery.Fate, Integer> fates, Log invocation) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("mailing", task.mailing().id());
        fates.forEach((fate, count) -> fields.put(fate.name().toLowerCase(Locale.ROOT), count));
        invocation.info(
                "mail.delivered",
                fields,
                Metric.count("MailsSent", count(fates, Delivery.Fate.SENT)),
                Metric.count("MailsRefused", count(fates, Delivery.Fate.REFUSED)),
                Metric.count(
                        "MailsHeld",
                        count(fates, Delivery.Fate.THROTTLED) + count(fates, Delivery.Fate.FAILED)),
                Metric.count("MailsUnknown", count(fates, Delivery.Fate.UNKNOWN)));
    }

    private static int count(Map<Delivery.Fate, Integer> fates, Delivery.Fate fate) {
        return fates.getOrDefault(fate, 0);
    }
}
