package org.patrolledger.local.oidc;

import java.util.Map;

/// The page on which somebody chooses who to be.
final class AuthorizePage {

    private AuthorizePage() {}

    /// @param roles with the scopes of each
    /// @param asked the parameters of the request, carried through
    static String of(Map<String, String> roles, Map<String, String> asked) {
        var html = new StringBuilder();
        html.append(
                """
                <!doctype html>
                <html lang="en-GB" class="govuk-template"><head><meta charset="utf-8"><title>Sign in on this machine – Patrol Ledger</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/assets/site.css"><script src="/assets/exit.js" defer></script></head>
                <body class="govuk-template__body"><header class="govuk-generic-header"><div class="govuk-generic-header__container govuk-width-container app-bar">
                <span class="app-title">Patrol Ledger</span>
                <a class="govuk-button govuk-button--warning app-exit" href="https://www.bbc.co.uk/weather" rel="nofollow noreferrer" data-exit>Leave this site</a></div></header>
                <main class="govuk-width-container govuk-main-wrapper">
                <h1 class="govuk-heading-l">Who are you?</h1>
                <p class="govuk-error-message">This is the local stack’s sign-in: there is no password, and anybody at this machine can be anybody. It exists nowhere else.</p>
                <form method="post" action="/local/oidc/authorize">
                <div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Role</legend><div class="govuk-radios">
                """);
        boolean first = true;
        for (var role : roles.entrySet()) {
            html.append(
                            "<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" type=\"radio\" name=\"role\" id=\"")
                    .append(role.getKey())
                    .append("\" value=\"")
                    .append(role.getKey())
                    .append(first ? "\" checked" : "\"")
                    .append("><label class=\"govuk-label govuk-radios__label\" for=\"")
                    .append(role.getKey())
                    .append("\">")
                    .append(role.getKey().substring(0, 1).toUpperCase(java.util.Locale.ROOT))
                    .append(role.getKey().substring(1))
                    .append("</label><div class=\"govuk-hint govuk-radios__hint\">")
                    .append(role.getValue())
                    .append("</div></div>");
            first = false;
        }
        html.append(
                """
                </div></fieldset></div>
                <div class="govuk-form-group"><label class="govuk-label govuk-label--m" for="organisation">Organisation</label>
                <div id="organisation-hint" class="govuk-hint">Its identifier in the catalogue</div>
                <input class="govuk-input govuk-input--width-20" id="organisation" name="organisation" value="essex-police" aria-describedby="organisation-hint" list="organisations">
                <datalist id="organisations"><option value="essex-police"></option><option value="open-road"></option></datalist></div>
                <div class="govuk-form-group"><label class="govuk-label govuk-label--m" for="person">Person (optional)</label>
                <div id="person-hint" class="govuk-hint">Two people of one role have two names, such as sam and alex</div>
                <input class="govuk-input govuk-input--width-20" id="person" name="person" aria-describedby="person-hint"></div>
                """);
        asked.forEach((name, value) ->
                html.append("<input type=\"hidden\" name=\"")
                        .append(escaped(name))
                        .append("\" value=\"")
                        .append(escaped(value))
                        .append("\">"));
        return html.append(
                        "<button class=\"govuk-button\">Sign in</button></form></main></body></html>\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
