package org.patrolledger.functions.managesubscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.patrolledger.formats.markup.Markup;

/// The page with the form to sign up.
final class SignUpPage {
    /// Of an address, in characters (RFC 5321).
    private static final int LONGEST = 254;

    private SignUpPage() {}

    /// What was filled in, and what is wrong with it.
    ///
    /// @param email as it was typed; empty on a fresh form, and where it was no line of text
    /// @param chosen the lists that are ticked
    /// @param faults each of a field
    record Filled(String email, Set<String> chosen, List<FieldFault> faults) {
        /// Nothing: what is ticked beforehand is no consent (UK GDPR, recital 32).
        static final Filled FRESH = new Filled("", Set.of(), List.of());

        Filled {
            email = isLine(email) ? email : "";
            chosen = Set.copyOf(chosen);
            faults = List.copyOf(faults);
        }

        private static boolean isLine(String text) {
            return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        }

        boolean isWrong(String field) {
            return faults.stream().anyMatch(fault -> fault.field().equals(field));
        }
    }

    /// A fault of a field, by which the page links to it.
    record FieldFault(String field, String text) {}

    /// The page with the form.
    static String start(String title, List<ListName> lists, Filled filled) {
        return Pages.page(
                (filled.faults().isEmpty() ? "" : "Error: ") + title + " by e-mail",
                out -> {
                    faults(out, filled.faults());
                    Pages.heading(out, title + " by e-mail");
                    Pages.paragraph(
                            out,
                            "Every Monday morning, the figures of the week before in one short"
                                    + " e-mail: patrols, arrests, searches and what was reported. It"
                                    + " is free, and you can stop it at any time.");
                    form(out, lists, filled);
                    out.element("h2", "What we keep", "class", "govuk-heading-m");
                    Pages.PRIVACY.forEach(sentence -> Pages.paragraph(out, sentence));
                });
    }

    private static void faults(Markup out, List<FieldFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        out.open("div", "class", "govuk-error-summary");
        out.open("div", "role", "alert");
        out.element("h2", "There is a problem", "class", "govuk-error-summary__title");
        out.open("ul", "class", "govuk-list govuk-error-summary__list");
        for (var fault : faults) {
            out.open("li").element("a", fault.text(), "href", "#" + fault.field()).close();
        }
        out.close().close().close();
    }

    private static void form(Markup out, List<ListName> lists, Filled filled) {
        // The server says what is wrong, in words and in one place.
        out.open(
                "form",
                "method",
                "post",
                "action",
                "/digest/subscriptions",
                "novalidate",
                "novalidate");
        group(out, filled.isWrong("email"));
        out.element("label", "Your e-mail address", "class", "govuk-label", "for", "email");
        out.element(
                "div",
                "We send a link to this address to make sure it is yours.",
                "class",
                "govuk-hint",
                "id",
                "email-hint");
        error(out, "email", filled);
        out.empty(
                "input",
                "class",
                "govuk-input" + (filled.isWrong("email") ? " govuk-input--error" : ""),
                "id",
                "email",
                "name",
                "email",
                "type",
                "email",
                "value",
                filled.email(),
                "autocomplete",
                "email",
                "spellcheck",
                "false",
                "maxlength",
                Integer.toString(LONGEST),
                "aria-describedby",
                "email-hint" + (filled.isWrong("email") ? " email-error" : ""));
        out.close();
        group(out, filled.isWrong("lists"));
        out.open(
                "fieldset",
                "class",
                "govuk-fieldset",
                "id",
                "lists",
                "aria-describedby",
                "lists-hint" + (filled.isWrong("lists") ? " lists-error" : ""));
        out.element("legend", "Which operations?", "class", "govuk-fieldset__legend");
        out.element(
                "div",
                "Choose one or more. You get an e-mail for each.",
                "class",
                "govuk-hint",
                "id",
                "lists-hint");
        error(out, "lists", filled);
        out.open("div", "class", "govuk-checkboxes");
        for (var list : lists) {
            checkbox(out, list, filled.chosen().contains(list.id().value()));
        }
        out.close().close().close();
        trap(out);
        Pages.button(out, "Sign up");
        out.close();
    }

    private static void group(Markup out, boolean wrong) {
        out.open("div", "class", "govuk-form-group" + (wrong ? " govuk-form-group--error" : ""));
    }

    private static void error(Markup out, String field, Filled filled) {
        var texts =
                filled.faults().stream()
                        .filter(fault -> fault.field().equals(field))
                        .map(FieldFault::text)
                        .toList();
        if (!texts.isEmpty()) {
            out.element(
                    "p",
                    "Error: " + String.join(" ", texts),
                    "class",
                    "govuk-error-message",
                    "id",
                    field + "-error");
        }
    }

    private static void checkbox(Markup out, ListName list, boolean checked) {
        var id = "list-" + list.id();
        out.open("div", "class", "govuk-checkboxes__item");
        var attributes =
                new ArrayList<>(
                        List.of(
                                "class",
                                "govuk-checkboxes__input",
                                "id",
                                id,
                                "type",
                                "checkbox",
                                "name",
                                "lists",
                                "value",
                                list.id().value()));
        if (checked) {
            attributes.addAll(List.of("checked", "checked"));
        }
        out.empty("input", attributes.toArray(String[]::new));
        out.element(
                "label", list.name(), "class", "govuk-label govuk-checkboxes__label", "for", id);
        out.close();
    }

    /// People do not see this field, and a screen reader tells them to leave it alone.
    private static void trap(Markup out) {
        out.open("div", "hidden", "hidden");
        out.element("label", "Leave this empty", "for", "website");
        out.empty(
                "input",
                "id",
                "website",
                "name",
                "website",
                "type",
                "text",
                "tabindex",
                "-1",
                "autocomplete",
                "off");
        out.close();
    }
}
