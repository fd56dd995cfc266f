package org.patrolledger.lambda.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.Slug;

/// Who calls, by the claims of a token that API Gateway's JWT authorizer has verified.
///
/// @param subject the `sub` claim
/// @param organisation the `organisation` claim; empty where it is missing or no slug
/// @param scopes those of the `scope` claim that are ours
public record Caller(String subject, Optional<OrganisationId> organisation, Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// The caller of these claims; empty where they name nobody.
    ///
    /// @param prefix what stands before our scopes in the token
    static Optional<Caller> of(Map<String, @Nullable Object> claims, String prefix) {
        if (!(claims.get("sub") instanceof String subject) || subject.isBlank()) {
            return Optional.empty();
        }
        var organisation =
                claims.get("organisation") instanceof String text && Slug.matches(text)
                        ? Optional.of(new OrganisationId(text))
                        : Optional.<OrganisationId>empty();
        return Optional.of(
                new Caller(subject, organisation, Scope.ofClaim(scopes(claims), prefix)));
    }

    /// RFC 8693 calls the claim `scope`; Entra ID calls it `scp`, and some issuers make that a
    /// list, which reaches a function as its words in brackets.
    private static String scopes(Map<String, @Nullable Object> claims) {
        if (claims.get("scope") instanceof String scope) {
            return scope;
        }
        if (claims.get("scope") != null || !(claims.get("scp") instanceof String scp)) {
            return "";
        }
        return scp.startsWith("[") && scp.endsWith("]") ? scp.substring(1, scp.length() - 1) : scp;
    }

    /// Whether the token holds `scope`.
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /// Whether `document` names, in a valid way, an organisation other than the caller's.
    public boolean isForeign(@Nullable Object document) {
        return organisation.isEmpty()
                || (document instanceof Map<?, ?> object
                        && object.get("organisation") instanceof String named
                        && Slug.matches(named)
                        && !isOf(new OrganisationId(named)));
    }

    /// Whether the token is of `other`.
    public boolean isOf(OrganisationId other) {
        return organisation.filter(other::equals).isPresent();
    }
}
