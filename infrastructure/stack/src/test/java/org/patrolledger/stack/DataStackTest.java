package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class DataStackTest {

    private static final JsonNode DATA = Synthesis.production().data();

    /// What a creation that failed leaves behind would keep the next one from the same names.
    private static final String RETAINED = "RetainExceptOnCreate";

    @Test
    void tables_are_those_the_local_stack_and_the_tests_create() {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (CreateTableRequest table :
                List.of(
                        Tables.submissions("patrol-ledger-submissions"),
                        Tables.catalogue("patrol-ledger-catalogue"),
                        Tables.chains("patrol-ledger-chains"),
                        Tables.downloads("patrol-ledger-downloads"),
                        Tables.subscribers("patrol-ledger-subscribers"),
                        Tables.mailings("patrol-ledger-mailings"))) {
            expected.put(table.tableName(), described(table));
        }
        Map<String, Set<String>> deployed = new TreeMap<>();
        resources(DATA, "AWS::DynamoDB::Table")
                .map(table -> table.get("Properties"))
                .forEach(table -> deployed.put(table.get("TableName").asText(), described(table)));

        assertThat(deployed).isEqualTo(expected).hasSize(6);
    }

    @Test
    void every_table_can_be_restored_and_none_can_be_deleted() {
        assertThat(resources(DATA, "AWS::DynamoDB::Table"))
                .hasSize(6)
                .allSatisfy(table -> {
                    JsonNode properties = table.get("Properties");
                    assertThat(table.get("DeletionPolicy").asText()).isEqualTo(RETAINED);
                    assertThat(table.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
                    assertThat(properties.get("DeletionProtectionEnabled").asBoolean()).isTrue();
                    assertThat(
                                    properties
                                            .at(
                                                    "/PointInTimeRecoverySpecification"
                                                            + "/PointInTimeRecoveryEnabled")
                                            .asBoolean())
                            .isTrue();
                    assertThat(properties.at("/SSESpecification/SSEType").asText())
                            .isEqualTo("KMS");
                    assertThat(properties.at("/SSESpecification/KMSMasterKeyId"))
                            .isEqualTo(arn("AWS::KMS::Key", "DataKey"));
                });
    }

    @Test
    void only_recorded_downloads_and_what_has_to_do_with_mails_expire() {
        Map<String, String> expiries = new TreeMap<>();
        resources(DATA, "AWS::DynamoDB::Table")
                .map(table -> table.get("Properties"))
                .filter(table -> table.has("TimeToLiveSpecification"))
                .forEach(table ->
                        expiries.put(
                                table.get("TableName").asText(),
                                table.at("/TimeToLiveSpecification/AttributeName").asText()));

        assertThat(expiries)
                .isEqualTo(
                        Map.of(
                                "patrol-ledger-downloads",
                                Tables.DOWNLOADS_EXPIRY,
                                "patrol-ledger-subscribers",
                                Tables.MAIL_EXPIRY,
                                "patrol-ledger-mailings",
                                Tables.MAIL_EXPIRY));
    }

    @Test
    void every_bucket_is_private_encrypted_retained_and_speaks_tls_only() {
        List<String> tlsOnly = new ArrayList<>();
        resources(DATA, "AWS::S3::BucketPolicy")
                .forEach(policy -> {
                    for (JsonNode s : policy.at("/Properties/PolicyDocument/Statement")) {
                        if (s.get("Effect").asText().equals("Deny")
                                && s.at("/Condition/Bool/aws:SecureTransport")
                                        .asText()
                                        .equals("false")) {
                            tlsOnly.add(policy.at("/Properties/Bucket/Ref").asText());
                        }
                    }
                });
        assertThat(tlsOnly).hasSize(4);
        assertThat(resources(DATA, "AWS::S3::Bucket"))
                .hasSize(4)
                .allSatisfy(bucket -> {
                    JsonNode properties = bucket.get("Properties");
                    assertThat(bucket.get("DeletionPolicy").asText()).isEqualTo(RETAINED);
                    assertThat(properties.get("PublicAccessBlockConfiguration"))
                            .hasSize(4)
                            .allMatch(JsonNode::asBoolean);
                    assertThat(properties.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
                            .isEqualTo("BucketOwnerEnforced");
                    assertThat(encryption(properties).path("SSEAlgorithm").asText())
                            .isEqualTo(
                                    properties.get("BucketName").toString().contains("access-logs")
                                            ? "AES256"
                                            : "aws:kms");
                });
    }

    @Test
    void published_editions_are_versioned_and_locked() {
        JsonNode summaries = bucket("summaries");

        assertThat(summaries.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(summaries.get("ObjectLockEnabled").asBoolean()).isTrue();
        assertThat(summaries.at("/ObjectLockConfiguration/Rule/DefaultRetention"))
                .isEqualTo(Synthesis.parse("{\"Mode\": \"GOVERNANCE\", \"Days\": 2555}"));
        assertThat(summaries.at("/LoggingConfiguration/LogFilePrefix").asText())
                .isEqualTo("summaries/");
        List<String> classes = new ArrayList<>();
        for (JsonNode transition : summaries.at("/LifecycleConfiguration/Rules/0/Transitions")) {
            classes.add(
                    transition.get("TransitionInDays").asInt()
                            + " "
                            + transition.get("StorageClass").asText());
        }
        assertThat(classes).containsExactly("90 STANDARD_IA", "400 GLACIER_IR");
        assertThat(summaries.at("/LifecycleConfiguration/Rules/0").has("ExpirationInDays"))
                .isFalse();
    }

    /// They hold what people wrote before anybody looked at it.
    @Test
    void what_is_made_for_a_while_is_gone_after_a_day_a_week_or_a_fortnight() {
        JsonNode imports = bucket("imports");

        assertThat(imports.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt())
                .isEqualTo(14);
        assertThat(imports.has("ObjectLockEnabled")).isFalse();
        assertThat(imports.has("VersioningConfiguration")).isFalse();
        assertThat(bucket("staging").has("VersioningConfiguration")).isFalse();
        assertThat(daysOfStaged("archives/")).containsExactly(7);
        assertThat(daysOfStaged("sorting/")).containsExactly(1);
    }

    private static List<Integer> daysOfStaged(String prefix) {
        List<Integer> days = new ArrayList<>();
        for (JsonNode rule : bucket("staging").at("/LifecycleConfiguration/Rules")) {
            if (rule.path("Prefix").asText().equals(prefix)) {
                days.add(rule.get("ExpirationInDays").asInt());
            }
        }
        return days;
    }

    @Test
    void addresses_have_keys_of_their_own_that_no_table_uses() {
        JsonNode addresses = key("AddressKey");
        assertThat(addresses.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
        JsonNode macs = key("AddressMacKey");
        assertThat(macs.at("/Properties/KeySpec").asText()).isEqualTo("HMAC_256");
        assertThat(macs.at("/Properties/KeyUsage").asText()).isEqualTo("GENERATE_VERIFY_MAC");
        assertThat(macs.path("Properties").has("EnableKeyRotation")).isFalse();
    }

    /// S3 refuses a rule that selects objects by size and ends uploads too: what is not uploaded
    /// yet has no size.
    @Test
    void uploads_that_never_ended_are_ended_by_a_rule_without_a_size() {
        for (String name : List.of("summaries", "staging", "imports")) {
            JsonNode rules = bucket(name).at("/LifecycleConfiguration/Rules");
            assertThat(rules)
                    .filteredOn(rule -> rule.has("AbortIncompleteMultipartUpload"))
                    .singleElement()
                    .matches(rule -> !rule.has("ObjectSizeGreaterThan"))
                    .matches(rule -> !rule.has("TagFilters"));
        }
    }

    @Test
    void what_was_staged_is_gone_in_the_end_and_never_locked() {
        JsonNode staging = bucket("staging");

        assertThat(staging.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt())
                .isEqualTo(90);
        assertThat(staging.has("ObjectLockEnabled")).isFalse();
        assertThat(staging.at("/LoggingConfiguration/LogFilePrefix").asText())
                .isEqualTo("staging/");
    }

    @Test
    void data_has_a_key_that_rotates_and_manifests_one_that_signs() {
        JsonNode data = key("DataKey");
        assertThat(data.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
        assertThat(data.get("DeletionPolicy").asText()).isEqualTo(RETAINED);

        JsonNode signing = key("SigningKey");
        assertThat(signing.at("/Properties/KeySpec").asText()).isEqualTo("ECC_NIST_P256");
        assertThat(signing.at("/Properties/KeyUsage").asText()).isEqualTo("SIGN_VERIFY");
        assertThat(signing.get("DeletionPolicy").asText()).isEqualTo(RETAINED);
    }

    @Test
    void production_s_stacks_are_protected_from_termination() {
        for (String stack : List.of("patrol-ledger-data", "patrol-ledger-service")) {
            assertThat(
                            Synthesis.production()
                                    .manifest()
                                    .at("/artifacts/" + stack + "/properties/terminationProtection")
                                    .asBoolean())
                    .as(stack)
                    .isTrue();
        }
    }

    private static JsonNode bucket(String name) {
        return resources(DATA, "AWS::S3::Bucket")
                .map(bucket -> bucket.get("Properties"))
                .filter(b -> b.get("BucketName").toString().contains("patrol-ledger-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode encryption(JsonNode bucket) {
        return bucket.at(
                "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                        + "/ServerSideEncryptionByDefault");
    }

    private static JsonNode key(String id) {
        return DATA.get("Resources").get(arn("AWS::KMS::Key", id).at("/Fn::GetAtt/0").asText());
    }

    /// The reference to the ARN of the one resource of this type whose logical id begins like this.
    private static JsonNode arn(String type, String id) {
        for (Map.Entry<String, JsonNode> resource : DATA.get("Resources").properties()) {
            if (resource.getValue().get("Type").asText().equals(type)
                    && resource.getKey().startsWith(id)) {
                return Synthesis.parse(
                        "{\"Fn::GetAtt\": [\"" + resource.getKey() + "\", \"Arn\"]}");
            }
        }
        throw new AssertionError("no " + type + " " + id);
    }

    private static Set<String> described(CreateTableRequest table) {
        Set<String> facts = new TreeSet<>();
        table.attributeDefinitions()
                .forEach(a -> facts.add(a.attributeName() + " is " + a.attributeTypeAsString()));
        facts.add("keys " + keys(table.keySchema()));
        table.globalSecondaryIndexes()
                .forEach(index ->
                        facts.add(
                                index.indexName()
                                        + " "
                                        + keys(index.keySchema())
                                        + " "
                                        + index.projection().projectionTypeAsString()));
        facts.add(table.billingModeAsString());
        if (table.streamSpecification() != null) {
            facts.add("stream " + table.streamSpecification().streamViewTypeAsString());
        }
        return facts;
    }

    private static List<String> keys(List<KeySchemaElement> schema) {
        return schema.stream().map(k -> k.attributeName() + " " + k.keyTypeAsString()).toList();
    }

    private static Set<String> described(JsonNode table) {
        Set<String> facts = new TreeSet<>();
        table.get("AttributeDefinitions")
                .forEach(a ->
                        facts.add(
                                a.get("AttributeName").asText()
                                        + " is "
                                        + a.get("AttributeType").asText()));
        facts.add("keys " + keys(table.get("KeySchema")));
        table.path("GlobalSecondaryIndexes")
                .forEach(index ->
                        facts.add(
                                index.get("IndexName").asText()
                                        + " "
                                        + keys(index.get("KeySchema"))
                                        + " "
                                        + index.at("/Projection/ProjectionType").asText()));
        facts.add(table.get("BillingMode").asText());
        if (table.has("StreamSpecification")) {
            facts.add("stream " + table.at("/StreamSpecification/StreamViewType").asText());
        }
        return facts;
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.forEach(
                k -> keys.add(k.get("AttributeName").asText() + " " + k.get("KeyType").asText()));
        return keys;
    }
}
