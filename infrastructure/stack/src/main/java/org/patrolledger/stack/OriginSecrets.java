package org.patrolledger.stack;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// What CloudFront says to the functions and nobody else can: without it a request came by the
/// gateway's own address, past the rate rules of the edge, and is refused.
///
/// The newest secret is said, and the one before it still taken: a new one reaches the functions
/// first and the edge minutes later.
final class OriginSecrets extends Construct {

    private static final int LENGTH = 48;

    private final List<String> accepted = new ArrayList<>();

    OriginSecrets(Construct scope, Stage stage) {
        super(scope, "OriginSecrets");
        int newest = stage.originSecrets();
        for (int number = Math.max(1, newest - 1); number <= newest; number++) {
            accepted.addFirst(secret(stage, number).getSecretValue().unsafeUnwrap());
        }
    }

    private Secret secret(Stage stage, int number) {
        var secret =
                Secret.Builder.create(this, "Secret" + number)
                        .description(
                                "Patrol Ledger: said by the edge to the functions ("
                                        + stage.name()
                                        + ", "
                                        + number
                                        + ")")
                        .generateSecretString(
                                SecretStringGenerator.builder()
                                        .passwordLength(LENGTH)
                                        .excludePunctuation(true)
                                        .build())
                        .build();
        Suppressions.add(
                secret,
                "AwsSolutions-SMG4",
                "It has to change in the functions and at the edge by a deployment, one after the"
                        + " other: the runbook says how.");
        return secret;
    }

    /// What CloudFront says.
    String newest() {
        return accepted.getFirst();
    }

    /// What the functions take, newest first, separated by commas.
    String accepted() {
        return String.join(",", accepted);
    }
}
