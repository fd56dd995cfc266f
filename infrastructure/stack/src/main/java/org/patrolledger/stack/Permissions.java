package org.patrolledger.stack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// Permissions as IAM statements: one per target, with no more than the listed actions, and the use
/// of the data key that the services make on a caller's behalf.
final class Permissions {

    private final Stack stack;
    private final LedgerData ledger;
    private final Queues queues;
    private final MailDelivery mail;

    Permissions(Stack stack, LedgerData ledger, Queues queues, MailDelivery mail) {
        this.stack = stack;
        this.ledger = ledger;
        this.queues = queues;
        this.mail = mail;
    }

    List<PolicyStatement> of(Set<Permission> permissions) {
        List<PolicyStatement> statements = new ArrayList<>();
        permissions.stream()
                .collect(
                        groupingBy(Permission::target, () -> new EnumMap<>(Target.class), toList()))
                .forEach((target, some) ->
                        statements.add(
                                statement(some.stream().map(Permission::action).toList())
                                        .resources(List.of(arn(target)))
                                        .build()));
        statements.addAll(keyUses(permissions));
        return statements;
    }

    /// What DynamoDB and S3 do with the key in the caller's name. Without it an encrypted table or
    /// object cannot be used; with the condition the key cannot be used without the service.
    private List<PolicyStatement> keyUses(Set<Permission> permissions) {
        Map<String, Set<String>> byService = new TreeMap<>();
        for (Permission permission : permissions) {
            String service = permission.action().substring(0, permission.action().indexOf(':'));
            Set<String> uses = keyUses(permission.action());
            if (!uses.isEmpty()) {
                byService.computeIfAbsent(service, s -> new TreeSet<>()).addAll(uses);
            }
        }
        return byService.entrySet().stream()
                .map(entry -> keyUse(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Uses of the data key by a service, such as `dynamodb`, and not without it.
    PolicyStatement keyUse(String service, Set<String> actions) {
        var via = Map.of("kms:ViaService", service + "." + stack.getRegion() + ".amazonaws.com");
        return statement(List.copyOf(new TreeSet<>(actions)))
                .resources(List.of(ledger.dataKey().getKeyArn()))
                .conditions(Map.of("StringEquals", via))
                .build();
    }

    /// The uses of a customer's key each service documents for the caller of an action.
    static Set<String> keyUses(String action) {
        return switch (action) {
            case "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query" ->
                    Set.of("kms:Decrypt", "kms:DescribeKey");
            case "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:ConditionCheckItem" ->
                    Set.of(
                            "kms:Decrypt",
                            "kms:DescribeKey",
                            "kms:Encrypt",
                            "kms:GenerateDataKey",
                            "kms:ReEncryptFrom",
                            "kms:ReEncryptTo");
            case "s3:GetObject" -> Set.of("kms:Decrypt");
            // An object's key is made from the bucket's, which S3 may have to decrypt for that.
            case "s3:PutObject" -> Set.of("kms:Decrypt", "kms:GenerateDataKey");
            default -> Set.of();
        };
    }

    private String arn(Target target) {
        return switch (target) {
            case SUBMISSIONS -> ledger.submissions().getTableArn();
            case SUBMISSIONS_BY_DAY -> ledger.submissions().getTableArn() + "/index/by-day";
            case SUBMISSIONS_BY_PLACE -> ledger.submissions().getTableArn() + "/index/by-place";
            case CATALOGUE -> ledger.catalogue().getTableArn();
            case CHAINS -> ledger.chains().getTableArn();
            case DOWNLOADS -> ledger.downloads().getTableArn();
            case DOWNLOADS_BY_EDITION -> ledger.downloads().getTableArn() + "/index/by-edition";
            case EDITIONS -> ledger.summaries().arnForObjects("summaries/*");
            case SUMMARIES_BUCKET -> ledger.summaries().getBucketArn();
            case STAGED -> ledger.staging().arnForObjects("staging/*");
            case ARCHIVES -> ledger.staging().arnForObjects("archives/*");
            case SORTING -> ledger.staging().arnForObjects("sorting/*");
            case STAGING_BUCKET -> ledger.staging().getBucketArn();
            case DOWNLOADS_BY_RECEIVER -> ledger.downloads().getTableArn() + "/index/by-receiver";
            case IMPORT_FILES -> ledger.imports().arnForObjects("imports/*");
            case IMPORTS_BUCKET -> ledger.imports().getBucketArn();
            case IMPORTS_DUE -> queues.of(FunctionPlan.IMPORT_SUBMISSIONS).getQueueArn();
            case ARCHIVES_DUE -> queues.of(FunctionPlan.MAKE_ARCHIVE).getQueueArn();
            case DIGESTS -> ledger.summaries().arnForObjects("digests/*");
            case SUBSCRIBERS -> ledger.subscribers().getTableArn();
            case SUBSCRIBERS_BY_LIST -> ledger.subscribers().getTableArn() + "/index/by-list";
            case MAILINGS -> ledger.mailings().getTableArn();
            case DUE -> queues.of(FunctionPlan.PUBLISH_SUMMARY).getQueueArn();
            case MAIL -> queues.of(FunctionPlan.SEND_DIGEST).getQueueArn();
            case MAIL_IDENTITY -> mail.identityArn();
            case MAIL_CONFIGURATION -> mail.configurationSetArn();
            case SIGNING_KEY -> ledger.signingKey().getKeyArn();
            case ADDRESS_KEY -> ledger.addressKey().getKeyArn();
            case ADDRESS_MAC_KEY -> ledger.addressMacKey().getKeyArn();
        };
    }

    static PolicyStatement allow(String resource, String... actions) {
        return allow(List.of(resource), actions);
    }

    static PolicyStatement allow(List<String> resources, String... actions) {
        return statement(List.of(actions)).resources(resources).build();
    }

    /// Lets a service of AWS use the resource to whose policy this is added, on behalf of this
    /// account or of one resource in it.
    ///
    /// @param key of the condition, such as `aws:SourceAccount`
    static PolicyStatement admit(
            String sid,
            String service,
            List<String> actions,
            String resource,
            String key,
            String value) {
        return statement(actions)
                .sid(sid)
                .principals(List.of(new ServicePrincipal(service)))
                .resources(List.of(resource))
                .conditions(Map.of("StringEquals", Map.of(key, value)))
                .build();
    }

    /// A role that may do what these statements allow.
    static Role role(
            Construct scope,
            String id,
            ServicePrincipal principal,
            String description,
            List<PolicyStatement> statements) {
        var own = PolicyDocument.Builder.create().statements(statements).build();
        return Role.Builder.create(scope, id)
                .assumedBy(principal)
                .description(description)
                .inlinePolicies(Map.of("own", own))
                .build();
    }

    private static PolicyStatement.Builder statement(List<String> actions) {
        return PolicyStatement.Builder.create().effect(Effect.ALLOW).actions(actions);
    }
}
