package org.patrolledger.local.oidc;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.submission.Digest;

/// Codes and refresh tokens that were given out, in memory: a stack that is started again knows
/// none of them.
///
/// Each is good once. A second use may be by a thief, so everything that came of the same sign-in
/// ends with that.
final class Grants {

    private static final Duration CODE_LIFE = Duration.ofMinutes(1);

    /// A sign-in lasts a shift, however often it is refreshed.
    private static final Duration SESSION_LIFE = Duration.ofHours(12);

    private final InstantSource real;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();

    Grants(InstantSource real) {
        this.real = real;
    }

    /// What somebody chose, and what the client asked for.
    ///
    /// @param scope of the access tokens, separated by spaces
    record Choice(
            String subject,
            String organisation,
            String scope,
            String redirectUri,
            String challenge,
            String nonce) {}

    /// A sign-in that tokens may be made for.
    ///
    /// @param refreshToken the next one
    record Grant(String session, Choice choice, String refreshToken) {}

    private record Code(Choice choice, Instant until, String session) {}

    private record Session(Choice choice, Instant until, String refreshToken) {}

    /// A code for a choice, good once and for a minute.
    synchronized String code(Choice choice) {
        Instant now = real.instant();
        codes.values().removeIf(code -> code.until().plus(SESSION_LIFE).isBefore(now));
        sessions.values().removeIf(session -> session.until().isBefore(now));
        String code = secret();
        codes.put(code, new Code(choice, now.plus(CODE_LIFE), secret()));
        return code;
    }

    /// Exchanges a code; a second use ends the session.
    ///
    /// @param verifier of which the challenge was the SHA-256
    synchronized Optional<Grant> exchange(String code, String redirectUri, String verifier) {
        Code found = codes.get(code);
        if (found == null) {
            return Optional.empty();
        }
        Instant now = real.instant();
        boolean used = sessions.remove(found.session()) != null || found.until().isBefore(now);
        codes.put(code, new Code(found.choice(), now.minusSeconds(1), found.session()));
        boolean holds =
                found.choice().redirectUri().equals(redirectUri)
                        && found.choice().challenge().equals(challenge(verifier));
        return used || !holds
                ? Optional.empty()
                : Optional.of(next(found.session(), found.choice(), now.plus(SESSION_LIFE)));
    }

    /// Exchanges a refresh token for the next one; a second use ends the session.
    synchronized Optional<Grant> refresh(String refreshToken) {
        int dot = refreshToken.indexOf('.');
        String id = dot < 0 ? "" : refreshToken.substring(0, dot);
        Session session = sessions.remove(id);
        if (session == null
                || !session.refreshToken().equals(refreshToken)
                || session.until().isBefore(real.instant())) {
            return Optional.empty();
        }
        return Optional.of(next(id, session.choice(), session.until()));
    }

    /// Ends a session.
    synchronized void end(String session) {
        sessions.remove(session);
    }

    private Grant next(String session, Choice choice, Instant until) {
        String refreshToken = session + "." + secret();
        sessions.put(session, new Session(choice, until, refreshToken));
        return new Grant(session, choice, refreshToken);
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        byte[] digest = Digest.sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
