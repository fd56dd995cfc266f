package org.patrolledger.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.ses.CfnConfigurationSet;
import software.amazon.awscdk.services.ses.CfnConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.CfnEmailIdentity;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// The weekly mail: from whom it comes, and how it is heard what became of each.
final class MailDelivery extends Construct {

    /// What SES says of a mail that the ledger wants to hear. No opens and no clicks: nobody is
    /// watched reading.
    private static final List<String> EVENTS =
            List.of("SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "DELIVERY_DELAY");

    private static final String BOUNCE = "Bounce";

    private static final List<Map<String, Boolean>> PRESENT = List.of(Map.of("exists", true));

    private final Stage stage;
    private final String configurationSet;

    MailDelivery(Construct scope, Stage stage, IQueue events) {
        super(scope, "Mail");
        this.stage = stage;
        configurationSet = stage.named("patrol-ledger");
        var set =
                CfnConfigurationSet.Builder.create(this, "Configuration")
                        .name(configurationSet)
                        // Bounces and complaints as shares, which alarms watch.
                        .reputationOptions(
                                CfnConfigurationSet.ReputationOptionsProperty.builder()
                                        .reputationMetricsEnabled(true)
                                        .build())
                        .deliveryOptions(
                                CfnConfigurationSet.DeliveryOptionsProperty.builder()
                                        .tlsPolicy("REQUIRE")
                                        .build())
                        .build();
        CfnConfigurationSetEventDestination.Builder.create(this, "Events")
                .configurationSetName(configurationSet)
                .eventDestination(
                        CfnConfigurationSetEventDestination.EventDestinationProperty.builder()
                                .name("ledger")
                                .enabled(true)
                                .matchingEventTypes(EVENTS)
                                .eventBridgeDestination(
                                        CfnConfigurationSetEventDestination
                                                .EventBridgeDestinationProperty.builder()
                                                .eventBusArn(arn("events", "event-bus/default"))
                                                .build())
                                .build())
                .build()
                .addDependency(set);
        CfnEmailIdentity.Builder.create(this, "Sender").emailIdentity(stage.mailDomain()).build();
        hear(events);
    }

    /// Address and text of a mail are in SES's event and must not reach the queue: what goes on is
    /// picked out by name. Only a bounce has a type, and a path that is not there may spoil what is
    /// made of an event, so bounces have a rule of their own.
    private void hear(IQueue events) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("event", EventField.fromPath("$.detail.eventType"));
        said.put("messageId", EventField.fromPath("$.detail.mail.messageId"));
        said.put("mailing", EventField.fromPath("$.detail.mail.tags.mailing[0]"));
        said.put("subscriber", EventField.fromPath("$.detail.mail.tags.subscriber[0]"));
        said.put("attempt", EventField.fromPath("$.detail.mail.tags.attempt[0]"));
        hear("Heard", List.of(Map.of("anything-but", List.of(BOUNCE))), said, events);
        said.put("bounceType", EventField.fromPath("$.detail.bounce.bounceType"));
        hear("Bounced", List.of(BOUNCE), said, events);
    }

    private void hear(String id, List<Object> types, Map<String, String> said, IQueue events) {
        // In order, for the template is compared.
        Map<String, Object> tags = new TreeMap<>();
        tags.put("ses:configuration-set", List.of(configurationSet));
        for (String tag : List.of("mailing", "subscriber", "attempt")) {
            tags.put(tag, PRESENT);
        }
        Map<String, Object> detail = new TreeMap<>();
        detail.put("eventType", types);
        detail.put("mail", Map.of("tags", tags));
        Rule.Builder.create(this, id)
                .description("What became of mails, without their addresses")
                .eventPattern(
                        EventPattern.builder().source(List.of("aws.ses")).detail(detail).build())
                .targets(
                        List.of(
                                SqsQueue.Builder.create(events)
                                        .message(RuleTargetInput.fromObject(said))
                                        .build()))
                .build();
    }

    String configurationSet() {
        return configurationSet;
    }

    String identityArn() {
        return arn("ses", "identity/" + stage.mailDomain());
    }

    String configurationSetArn() {
        return arn("ses", "configuration-set/" + configurationSet);
    }

    private String arn(String service, String resource) {
        var stack = Stack.of(this);
        return "arn:aws:"
                + service
                + ":"
                + stack.getRegion()
                + ":"
                + stack.getAccount()
                + ":"
                + resource;
    }
}
