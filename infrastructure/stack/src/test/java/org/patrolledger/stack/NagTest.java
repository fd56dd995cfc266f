package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The findings of the AWS Solutions rules, as the synthesis reports them.
class NagTest {

    /// Rule, resource, and whether it holds; what follows is the reason.
    private static final Pattern ROW =
            Pattern.compile("\"(AwsSolutions-[A-Z0-9]+)\",\"([^\"]+)\",\"([A-Za-z-]+)\",.*");

    @Test
    void every_rule_holds_or_is_suppressed_with_a_reason() throws IOException {
        List<String> findings = new ArrayList<>();
        int rows = 0;
        for (String line : report()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows++;
                if (!row.group(3).matches("Compliant|Suppressed")) {
                    findings.add(line);
                }
            }
        }
        assertThat(findings).isEmpty();
        assertThat(rows).isGreaterThan(50);
    }

    @Test
    void the_synthesis_gives_no_error_and_no_warning() throws IOException {
        List<String> messages = new ArrayList<>();
        for (JsonNode artifact : Synthesis.production().manifest().get("artifacts")) {
            if (artifact.has("additionalMetadataFile")) {
                for (JsonNode entries :
                        Synthesis.production()
                                .json(artifact.get("additionalMetadataFile").asText())) {
                    for (JsonNode entry : entries) {
                        messages.add(entry.get("type").asText() + " " + entry.path("data"));
                    }
                }
            }
        }
        assertThat(messages).isNotEmpty();
        messages.removeIf(message -> !message.matches("(?s)aws:cdk:(error|warning).*"));
        assertThat(messages).isEmpty();
    }

    @Test
    void only_what_was_thought_about_is_suppressed() throws IOException {
        Set<String> suppressed = new TreeSet<>();
        for (String line : report()) {
            var row = ROW.matcher(line);
            // That a public route has no authorizer is GatewayTest's to compare with the contract.
            if (row.matches()
                    && row.group(3).equals("Suppressed")
                    && !row.group(1).equals("AwsSolutions-APIG4")) {
                suppressed.add(row.group(1) + " " + row.group(2));
            }
        }
        assertThat(suppressed)
                .containsExactly(
                        "AwsSolutions-CFR1 patrol-ledger-site/Distribution/Resource",
                        "AwsSolutions-CFR3 patrol-ledger-site/Distribution/Resource",
                        "AwsSolutions-CFR4 patrol-ledger-site/Distribution/Resource",
                        "AwsSolutions-IAM5 patrol-ledger-service/Canaries/Role/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/DownloadSummaryRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/ImportSubmissionsRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/MakeArchiveRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/ManageImportRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/PublishSummaryRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/ScheduleDigestsRole/Resource",
                        "AwsSolutions-IAM5"
                                + " patrol-ledger-service/Functions/SendDigestRole/Resource",
                        "AwsSolutions-SMG4"
                                + " patrol-ledger-service/OriginSecrets/Secret1/Resource",
                        "AwsSolutions-SQS3 patrol-ledger-service/Queues/Unnoticed/Resource",
                        "AwsSolutions-SQS3 patrol-ledger-service/Queues/Unscheduled/Resource");
    }

    private static List<String> report() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String stack : Synthesis.STACKS) {
            lines.addAll(
                    Files.readAllLines(
                            Synthesis.production()
                                    .output()
                                    .resolve(
                                            "AwsSolutions-patrol-ledger-"
                                                    + stack
                                                    + "-NagReport.csv")));
        }
        return lines;
    }
}
