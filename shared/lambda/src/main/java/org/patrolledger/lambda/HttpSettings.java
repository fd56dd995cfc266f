package org.patrolledger.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a stage asks of the requests of its HTTP API.
///
/// @param scopePrefix stands before each of our scopes in a token, such as `patrol-ledger/`, which
///   Cognito puts there; empty for none. `SCOPE_PREFIX`
/// @param originSecrets any one of them is in the header [#ORIGIN_HEADER] of a request that came by
///   way of the distribution; empty where requests may come directly. `ORIGIN_SECRET`, two of them
///   separated by a comma while the secret is changed
public record HttpSettings(String scopePrefix, List<String> originSecrets) {
    /// The header, lower case, in which the distribution proves itself to its origin.
    public static final String ORIGIN_HEADER = "x-origin-secret";

    /// Scopes without a prefix, and requests from anywhere.
    public static final HttpSettings PLAIN = new HttpSettings("", List.of());

    private static final Pattern PREFIX = Pattern.compile("[!#-\\[\\]-~]{0,200}");
    private static final Pattern SECRETS =
            Pattern.compile("[!-+\\--~]{24,256}(,[!-+\\--~]{24,256})?");

    public HttpSettings {
        originSecrets = List.copyOf(originSecrets);
    }

    /// The settings of this process.
    ///
    /// @throws IllegalStateException one sentence that names the variable that is malformed
    public static HttpSettings ofProcess() {
        return of(Environment.variables());
    }

    /// The settings that these variables describe.
    ///
    /// @throws IllegalStateException one sentence that names the variable that is malformed
    public static HttpSettings of(Map<String, String> variables) {
        var read = new Environment.Reader(variables);
        var secrets =
                read.optional(
                        "ORIGIN_SECRET", SECRETS, "one or two secrets of 24 to 256 characters", "");
        return new HttpSettings(
                read.optional("SCOPE_PREFIX", PREFIX, "the beginning of a scope", ""),
                secrets.isEmpty() ? List.of() : List.of(secrets.split(",", -1)));
    }

    /// Whether a request may come with that value of [#ORIGIN_HEADER], null for none. How long the
    /// comparison takes says nothing of the secret.
    public boolean admits(@Nullable String secret) {
        var given = (secret == null ? "" : secret).getBytes(StandardCharsets.UTF_8);
        boolean admitted = originSecrets.isEmpty();
        for (var expected : originSecrets) {
            admitted |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
        }
        return admitted;
    }

    /// Without the secrets, which belong in no log.
    @Override
    public String toString() {
        return "HttpSettings[scopePrefix=" + scopePrefix + "]";
    }
}
