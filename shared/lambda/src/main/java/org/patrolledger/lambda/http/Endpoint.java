package org.patrolledger.lambda.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One call of the HTTP API: where it is, who answers it, and who may make it.
///
/// @param method the HTTP method, upper case
/// @param path the path template as API Gateway writes it, such as `/submissions/{id}`
/// @param function the name of the function that answers
/// @param access who may make the call
record Endpoint(String method, String path, String function, Access access) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]+");
    private static final Pattern TEMPLATE = Pattern.compile("(/([a-z][a-z.-]*|\\{[a-z]+}))+");

    /// Who may make a call.
    sealed interface Access {
        /// The scopes of which one is enough; empty where no token is needed.
        Set<Scope> scopes();

        /// Anybody, without a token.
        record Everyone() implements Access {
            @Override
            public Set<Scope> scopes() {
                return Set.of();
            }
        }

        /// Bearers of a token with any one of `scopes`; the function may ask for more where the
        /// answer depends on the path's values.
        record Bearers(Set<Scope> scopes) implements Access {
            public Bearers {
                if (scopes.isEmpty()) {
                    throw new IllegalArgumentException("no scope would open a call to everyone");
                }
                scopes = Set.copyOf(scopes);
            }
        }
    }

    Endpoint {
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("not an HTTP method: " + method);
        }
        if (!TEMPLATE.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path template: " + path);
        }
    }

    /// A call for bearers of a token with any one of `anyOf`.
    static Endpoint of(String method, String path, String function, Scope... anyOf) {
        return new Endpoint(method, path, function, new Access.Bearers(Set.of(anyOf)));
    }

    /// A call that needs no token.
    static Endpoint open(String method, String path, String function) {
        return new Endpoint(method, path, function, new Access.Everyone());
    }

    /// The path parameters if `requested` (as sent, still percent-encoded) fits the template; a
    /// parameter is one non-empty segment.
    Optional<Map<String, String>> parametersOf(String requested) {
        if (!path.contains("{")) {
            return path.equals(requested) ? Optional.of(Map.of()) : Optional.empty();
        }
        List<String> template = segments(path);
        List<String> actual = segments(requested);
        if (template.size() != actual.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            String given = actual.get(i);
            if (wanted.startsWith("{")) {
                if (given.isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(wanted.substring(1, wanted.length() - 1), given);
            } else if (!wanted.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(Collections.unmodifiableMap(parameters));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
