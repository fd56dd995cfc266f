package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The roles as the template has them: what each statement allows on what, read back.
class PolicyTest {

    /// What Lambda does with a queue in a function's name.
    private static final Set<String> POLLING =
            Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

    private static final JsonNode SERVICE = Synthesis.production().service();

    @Test
    void a_role_may_do_what_its_function_s_plan_says_and_nothing_else_with_the_ledger() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            Set<Permission> allowed = new TreeSet<>();
            for (JsonNode statement : statements(plan)) {
                for (String action : actions(statement)) {
                    target(statement.get("Resource"))
                            .filter(t -> !POLLING.contains(action))
                            .ifPresent(t -> allowed.add(new Permission(action, t)));
                }
            }
            assertThat(allowed).as(plan.function()).isEqualTo(new TreeSet<>(plan.permissions()));
        }
    }

    /// Who begins an upload in parts gives it up where it fails; without that the parts stay, and
    /// are paid for, until the bucket's rule finds them.
    @Test
    void who_puts_files_in_parts_may_give_an_upload_up_there_and_nobody_else_may() {
        assertThat(allowed("s3:AbortMultipartUpload"))
                .isEqualTo(
                        Map.of(
                                FunctionPlan.PUBLISH_SUMMARY,
                                Set.of(Target.STAGED, Target.EDITIONS, Target.SORTING),
                                FunctionPlan.MAKE_ARCHIVE,
                                Set.of(Target.ARCHIVES)));
    }

    @Test
    void nothing_can_be_removed_from_a_bucket_but_what_is_being_sorted() {
        assertThat(allowed("s3:DeleteObject"))
                .isEqualTo(Map.of(FunctionPlan.PUBLISH_SUMMARY, Set.of(Target.SORTING)));
        assertThat(allowed("s3:DeleteObjectVersion")).isEmpty();
    }

    /// On what which function may do something.
    private static Map<FunctionPlan, Set<Target>> allowed(String action) {
        Map<FunctionPlan, Set<Target>> allowed = new TreeMap<>();
        for (FunctionPlan plan : FunctionPlan.values()) {
            for (JsonNode statement : statements(plan)) {
                if (actions(statement).contains(action)) {
                    allowed.computeIfAbsent(plan, p -> new TreeSet<>())
                            .add(target(statement.get("Resource")).orElseThrow());
                }
            }
        }
        return allowed;
    }

    @Test
    void the_data_key_is_used_only_through_the_services_that_keep_the_data() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            Map<String, Set<String>> expected = new TreeMap<>();
            for (Permission permission : plan.permissions()) {
                Set<String> uses = Permissions.keyUses(permission.action());
                if (!uses.isEmpty()) {
                    expected.computeIfAbsent(
                                    permission.action().replaceAll(":.*", "")
                                            + ".eu-west-2.amazonaws.com",
                                    s -> new TreeSet<>())
                            .addAll(uses);
                }
            }
            if (plan == FunctionPlan.NOTICE_CHANGE) {
                // Lambda reads the encrypted stream in the role's name.
                expected.computeIfAbsent("dynamodb.eu-west-2.amazonaws.com", s -> new TreeSet<>())
                        .add("kms:Decrypt");
            }
            Map<String, Set<String>> allowed = new TreeMap<>();
            for (JsonNode statement : statements(plan)) {
                if (statement.get("Resource").toString().contains("DataKey")) {
                    allowed.computeIfAbsent(
                                    statement.at("/Condition/StringEquals/kms:ViaService").asText(),
                                    s -> new TreeSet<>())
                            .addAll(actions(statement));
                }
            }
            assertThat(allowed).as(plan.function()).isEqualTo(expected);
        }
    }

    @Test
    void no_role_has_an_action_with_a_wildcard_or_may_do_something_to_everything() {
        resources(SERVICE, "AWS::IAM::Role")
                .flatMap(role -> stream(role.at("/Properties/Policies")))
                .flatMap(policy -> stream(policy.at("/PolicyDocument/Statement")))
                .forEach(statement -> {
                    assertThat(actions(statement)).noneMatch(a -> a.contains("*"));
                    assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
                    if (statement.get("Resource").toString().equals("\"*\"")) {
                        // Reads the state of alarms, which have no owner of their own.
                        assertThat(actions(statement)).containsExactly("cloudwatch:DescribeAlarms");
                    }
                });
        assertThat(resources(SERVICE, "AWS::IAM::Policy")).isEmpty();
        assertThat(resources(SERVICE, "AWS::IAM::Role"))
                .hasSize(FunctionPlan.values().length + 4)
                .noneMatch(role -> role.at("/Properties").has("ManagedPolicyArns"));
    }

    @Test
    void lambda_polls_and_puts_aside_with_what_it_documents() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            Set<String> documented =
                    switch (plan.trigger()) {
                        case REQUEST -> Set.of();
                        case SCHEDULE -> Set.of("sqs:SendMessage");
                        case QUEUE -> POLLING;
                        case STREAM ->
                                Set.of(
                                        "dynamodb:DescribeStream",
                                        "dynamodb:GetRecords",
                                        "dynamodb:GetShardIterator",
                                        "dynamodb:ListStreams",
                                        "sqs:SendMessage");
                    };
            assertThat(others(plan)).as(plan.function()).isEqualTo(documented);
        }
    }

    /// What a role may do beside its plan, its log and the data key.
    private static Set<String> others(FunctionPlan plan) {
        Set<String> others = new TreeSet<>();
        for (JsonNode statement : statements(plan)) {
            var target = target(statement.get("Resource"));
            for (String action : actions(statement)) {
                boolean planned =
                        target.isPresent()
                                && plan.permissions()
                                        .contains(new Permission(action, target.get()));
                if (!planned && !action.matches("(logs|kms):.*")) {
                    others.add(action);
                }
            }
        }
        return others;
    }

    private static Optional<Target> target(JsonNode resource) {
        String text = resource.toString();
        Map<String, Target> byTail = new TreeMap<>();
        byTail.put("AttSubmissions[0-9A-F]{8}Arn[^\"]*\"}", Target.SUBMISSIONS);
        byTail.put("AttSubmissions.*/index/by-day.*", Target.SUBMISSIONS_BY_DAY);
        byTail.put("AttSubmissions.*/index/by-place.*", Target.SUBMISSIONS_BY_PLACE);
        byTail.put("AttCatalogue.*", Target.CATALOGUE);
        byTail.put("AttChains.*", Target.CHAINS);
        byTail.put("AttDownloads[^\"]*\"}", Target.DOWNLOADS);
        byTail.put("AttDownloads.*/index/by-edition.*", Target.DOWNLOADS_BY_EDITION);
        byTail.put("AttSummaries.*/summaries/\\*.*", Target.EDITIONS);
        byTail.put("AttSummaries[^\"]*\"}", Target.SUMMARIES_BUCKET);
        byTail.put("AttStaging.*\"/staging/\\*\".*", Target.STAGED);
        byTail.put("AttStaging.*\"/archives/\\*\".*", Target.ARCHIVES);
        byTail.put("AttStaging.*\"/sorting/\\*\".*", Target.SORTING);
        byTail.put("AttStaging[^\"]*\"}", Target.STAGING_BUCKET);
        byTail.put("AttDownloads.*/index/by-receiver.*", Target.DOWNLOADS_BY_RECEIVER);
        byTail.put("AttImports.*/imports/\\*.*", Target.IMPORT_FILES);
        byTail.put("AttImports[^\"]*\"}", Target.IMPORTS_BUCKET);
        byTail.put("\"QueuesImports[0-9A-F]{8}\".*", Target.IMPORTS_DUE);
        byTail.put("\"QueuesArchives[0-9A-F]{8}\".*", Target.ARCHIVES_DUE);
        byTail.put("AttSummaries.*/digests/\\*.*", Target.DIGESTS);
        byTail.put("AttSubscribers[^\"]*\"}", Target.SUBSCRIBERS);
        byTail.put("AttSubscribers.*/index/by-list.*", Target.SUBSCRIBERS_BY_LIST);
        byTail.put("AttMailings.*", Target.MAILINGS);
        byTail.put("AttAddressKey.*", Target.ADDRESS_KEY);
        byTail.put("AttAddressMacKey.*", Target.ADDRESS_MAC_KEY);
        byTail.put(":identity/.*", Target.MAIL_IDENTITY);
        byTail.put(":configuration-set/.*", Target.MAIL_CONFIGURATION);
        byTail.put("AttSigningKey.*", Target.SIGNING_KEY);
        byTail.put("\"QueuesDue[0-9A-F]{8}\".*", Target.DUE);
        byTail.put("\"QueuesMail[0-9A-F]{8}\".*", Target.MAIL);
        Set<Target> matching = new HashSet<>();
        byTail.forEach((pattern, target) -> {
            if (text.matches(".*" + pattern)) {
                matching.add(target);
            }
        });
        assertThat(matching).as(text).hasSizeLessThanOrEqualTo(1);
        return matching.stream().findFirst();
    }

    private static Iterable<JsonNode> statements(FunctionPlan plan) {
        JsonNode function =
                resources(SERVICE, "AWS::Lambda::Function")
                        .filter(f ->
                                f.at("/Properties/FunctionName").asText().equals(plan.function()))
                        .findFirst()
                        .orElseThrow();
        JsonNode policies =
                SERVICE.at(
                        "/Resources/"
                                + function.at("/Properties/Role/Fn::GetAtt/0").asText()
                                + "/Properties/Policies");
        assertThat(policies).hasSize(1);
        return policies.get(0).at("/PolicyDocument/Statement");
    }

    private static Set<String> actions(JsonNode statement) {
        JsonNode action = statement.get("Action");
        Set<String> actions = new TreeSet<>();
        if (action.isTextual()) {
            actions.add(action.asText());
        } else {
            action.forEach(a -> actions.add(a.asText()));
        }
        return actions;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
