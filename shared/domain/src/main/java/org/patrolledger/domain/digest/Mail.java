package org.patrolledger.domain.digest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One mail to one recipient. [#toString] gives neither address nor link.
///
/// @param headers beside those that every mail has, in their order; each one line
public record Mail(
        EmailAddress to,
        String subject,
        String html,
        String text,
        Map<String, String> headers,
        Mailing mailing,
        SubscriberKey subscriber,
        int attempt) {

    public Mail {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        headers.forEach((name, value) -> oneLine(value));
        oneLine(subject);
    }

    private static void oneLine(String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a header is one line");
        }
    }

    @Override
    public String toString() {
        return mailing.id() + " to " + subscriber + ", attempt " + attempt;
    }
}
