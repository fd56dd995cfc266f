package org.patrolledger.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/// The rules for what may come in from the internet. CloudFront takes them from `us-east-1` only,
/// so they are a stack of their own: counters of addresses, and nothing of the ledger.
final class EdgeStack extends Stack {

    static final String REGION = "us-east-1";

    /// Requests of one address in five minutes. A force often comes from one address: this is some
    /// thousand people at the end of a shift.
    static final int FROM_ONE_ADDRESS = 10_000;

    /// Sign-ups for the weekly mail from one address in five minutes: twenty a minute.
    static final int SIGN_UPS = 100;

    private final List<CfnWebACL.RuleProperty> rules = new ArrayList<>();

    EdgeStack(Construct scope, String id, StackProps properties, Stage stage) {
        super(scope, id, properties);
        rule("known-bad-addresses", statement().managedRuleGroupStatement(badAddresses()).build());
        rule(
                "sign-ups",
                statement()
                        .rateBasedStatement(limit(SIGN_UPS).scopeDownStatement(signingUp()).build())
                        .build());
        rule(
                "one-address",
                statement().rateBasedStatement(limit(FROM_ONE_ADDRESS).build()).build());
        var list =
                CfnWebACL.Builder.create(this, "Rules")
                        .name(stage.named("patrol-ledger"))
                        .description("Patrol Ledger, " + stage.name())
                        .scope("CLOUDFRONT")
                        .defaultAction(
                                CfnWebACL.DefaultActionProperty.builder()
                                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                                        .build())
                        .rules(rules)
                        .visibilityConfig(counted("all"))
                        .build();
        CfnOutput.Builder.create(this, "WebAclArn")
                .value(list.getAttrArn())
                .description("Parameter of the site's stack")
                .build();
    }

    private void rule(String name, CfnWebACL.StatementProperty statement) {
        var rule =
                CfnWebACL.RuleProperty.builder()
                        .name(name)
                        .priority(rules.size())
                        .statement(statement)
                        .visibilityConfig(counted(name));
        if (statement.getManagedRuleGroupStatement() == null) {
            var block = CfnWebACL.BlockActionProperty.builder().customResponse(tooMany()).build();
            rule.action(CfnWebACL.RuleActionProperty.builder().block(block).build());
        } else {
            rule.overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build());
        }
        rules.add(rule.build());
    }

    /// 429 and not 403: a client that waits may come back.
    private static CfnWebACL.CustomResponseProperty tooMany() {
        return CfnWebACL.CustomResponseProperty.builder()
                .responseCode(429)
                .responseHeaders(
                        List.of(
                                CfnWebACL.CustomHTTPHeaderProperty.builder()
                                        .name("retry-after")
                                        .value("300")
                                        .build()))
                .build();
    }

    private static CfnWebACL.StatementProperty.Builder statement() {
        return CfnWebACL.StatementProperty.builder();
    }

    /// Addresses that Amazon knows for attacks. Its rules about bodies are left out: they refuse
    /// what is longer than 8 KB, and a form may be 64.
    private static CfnWebACL.ManagedRuleGroupStatementProperty badAddresses() {
        return CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                .vendorName("AWS")
                .name("AWSManagedRulesAmazonIpReputationList")
                .build();
    }

    private static CfnWebACL.RateBasedStatementProperty.Builder limit(int requests) {
        return CfnWebACL.RateBasedStatementProperty.builder()
                .aggregateKeyType("IP")
                .evaluationWindowSec(300)
                .limit(requests);
    }

    private static CfnWebACL.StatementProperty signingUp() {
        return statement()
                .byteMatchStatement(
                        CfnWebACL.ByteMatchStatementProperty.builder()
                                .searchString("/digest/subscriptions")
                                .positionalConstraint("STARTS_WITH")
                                .fieldToMatch(
                                        CfnWebACL.FieldToMatchProperty.builder()
                                                .uriPath(Map.of())
                                                .build())
                                .textTransformations(
                                        List.of(
                                                CfnWebACL.TextTransformationProperty.builder()
                                                        .priority(0)
                                                        .type("URL_DECODE")
                                                        .build()))
                                .build())
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty counted(String name) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(name)
                // Samples would hold addresses and headers of people.
                .sampledRequestsEnabled(false)
                .build();
    }
}
