package org.patrolledger.functions.managesubscription;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.managesubscription.Subscriptions.Held;

/// The pages, written by the server and usable without script: a script adds the quick exit by
/// keyboard, the style sheet is that of the site.
final class Pages {
    /// What signing up means, in four sentences. A change of it is a new [Subscriptions#WORDING].
    static final List<String> PRIVACY =
            List.of(
                    "We keep your e-mail address encrypted, the lists you chose and when you"
                            + " confirmed, and nothing else: no name, no network address.",
                    "We use them to send you these e-mails and for nothing else, and give them to"
                            + " nobody but the service that delivers the mail.",
                    "The e-mails do not tell us whether you open them or follow a link.",
                    "Every e-mail has a link that ends it all at once, and then nothing is kept.");

    private static final String EXIT = "https://www.bbc.co.uk/weather";

    private Pages() {}

    /// The page with the form.
    ///
    /// @param chosen the lists that are ticked
    /// @param faults what is wrong with what was sent, each of a field
    static String start(
            String title, List<ListName> lists, Set<String> chosen, List<FieldFault> faults) {
        return page(
                (faults.isEmpty() ? "" : "Error: ") + title + " by e-mail",
                out -> {
                    faults(out, faults);
                    heading(out, title + " by e-mail");
                    paragraph(
                            out,
                            "Every Monday morning, the figures of the week before in one short"
                                    + " e-mail: patrols, arrests, searches and what was reported. It"
                                    + " is free, and you can stop it at any time.");
                    form(out, lists, chosen, faults);
                    out.element("h2", "What we keep", "class", "govuk-heading-m");
                    PRIVACY.forEach(sentence -> paragraph(out, sentence));
                });
    }

    /// A fault of a field, by which the page links to it.
    record FieldFault(String field, String text) {}

    private static void faults(Markup out, List<FieldFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        out.open("div", "class", "govuk-error-summary", "role", "alert");
        out.element("h2", "There is a problem", "class", "govuk-error-summary__title");
        out.open("ul", "class", "govuk-list govuk-error-summary__list");
        for (var fault : faults) {
            out.open("li").element("a", fault.text(), "href", "#" + fault.field()).close();
        }
        out.close().close();
    }

    private static void form(
            Markup out, List<ListName> lists, Set<String> chosen, List<FieldFault> faults) {
        out.open("form", "method", "post", "action", "/digest/subscriptions");
        out.open("div", "class", "govuk-form-group");
        out.element("label", "Your e-mail address", "class", "govuk-label", "for", "email");
        error(out, "email", faults);
        out.empty(
                "input",
                "class",
                "govuk-input",
                "id",
                "email",
                "name",
                "email",
                "type",
                "email",
                "autocomplete",
                "email",
                "spellcheck",
                "false",
                "maxlength",
                "254",
                "required",
                "required");
        out.close();
        out.open("fieldset", "class", "govuk-fieldset", "id", "lists");
        out.element("legend", "What it is to be about", "class", "govuk-fieldset__legend");
        error(out, "lists", faults);
        out.open("div", "class", "govuk-checkboxes");
        for (var list : lists) {
            checkbox(out, list, chosen.contains(list.id().value()));
        }
        out.close().close();
        trap(out);
        button(out, "Sign up");
        out.close();
    }

    private static void error(Markup out, String field, List<FieldFault> faults) {
        for (var fault : faults) {
            if (fault.field().equals(field)) {
                out.element("p", "Error: " + fault.text(), "class", "govuk-error-message");
            }
        }
    }

    private static void checkbox(Markup out, ListName list, boolean checked) {
        var id = "list-" + list.id();
        out.open("div", "class", "govuk-checkboxes__item");
        if (checked) {
            out.empty(
                    "input",
                    "class",
                    "govuk-checkboxes__input",
                    "id",
                    id,
                    "type",
                    "checkbox",
                    "name",
                    "lists",
                    "value",
                    list.id().value(),
                    "checked",
                    "checked");
        } else {
            out.empty(
                    "input",
                    "class",
                    "govuk-checkboxes__input",
                    "id",
                    id,
                    "type",
                    "checkbox",
                    "name",
                    "lists",
                    "value",
                    list.id().value());
        }
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

    /// What everybody is answered who signs up, known or not.
    static String asked() {
        return page(
                "Look into your mailbox",
                out -> {
                    heading(out, "Look into your mailbox");
                    paragraph(
                            out,
                            "If we can write to that address, a mail is on its way to it. Press"
                                    + " the button on the page that it links to, within 48 hours;"
                                    + " until then you get nothing else.");
                    paragraph(
                            out,
                            "No mail? Look among those taken for unwanted. The same address is"
                                    + " written to three times a day at most.");
                });
    }

    /// The page behind the link in a mail that asks for a confirmation.
    static String invitation(String token) {
        return page(
                "Start the e-mails",
                out -> {
                    heading(out, "Start the e-mails");
                    PRIVACY.forEach(sentence -> paragraph(out, sentence));
                    act(out, "/digest/c/" + token, "Start the e-mails");
                });
    }

    static String confirmed(List<ListName> lists) {
        return page(
                "You will get the e-mails",
                out -> {
                    heading(out, "You will get the e-mails");
                    paragraph(out, "On Monday mornings from now on, about:");
                    names(out, lists);
                    paragraph(out, "Each has a link that ends them.");
                });
    }

    static String unknownInvitation() {
        return page(
                "This link does not work any more",
                out -> {
                    heading(out, "This link does not work any more");
                    paragraph(out, "A link that confirms works for 48 hours.");
                    out.open("p", "class", "govuk-body");
                    out.element("a", "Sign up again", "href", "/digest", "class", "govuk-link");
                    out.close();
                });
    }

    /// The page behind the link in every issue.
    static String held(Held held, List<ListName> lists, String token) {
        return page(
                "Stop the e-mails",
                out -> {
                    heading(out, "Stop the e-mails");
                    act(out, "/digest/u/" + token, "Stop the e-mails");
                    out.element("h2", "What is held about you", "class", "govuk-heading-m");
                    paragraph(out, "Your address, encrypted: " + held.address().value());
                    paragraph(
                            out,
                            "Confirmed on "
                                    + Times.moment(held.subscription().confirmedAt())
                                    + ", with the text of version "
                                    + held.subscription().wording()
                                    + ". The lists:");
                    names(out, lists);
                    paragraph(out, "Nothing else; all of it is deleted when you stop.");
                });
    }

    /// The answer to who leaves, and to who was never here.
    static String left() {
        return page(
                "You get no more e-mails",
                out -> {
                    heading(out, "You get no more e-mails");
                    paragraph(out, "Nothing is held about you under this link.");
                });
    }

    private static void names(Markup out, List<ListName> lists) {
        out.open("ul", "class", "govuk-list govuk-list--bullet");
        lists.forEach(list -> out.element("li", list.name()));
        out.close();
    }

    private static void act(Markup out, String action, String label) {
        out.open("form", "method", "post", "action", action);
        button(out, label);
        out.close();
    }

    private static void button(Markup out, String label) {
        out.element("button", label, "type", "submit", "class", "govuk-button");
    }

    private static void heading(Markup out, String text) {
        out.element("h1", text, "class", "govuk-heading-l");
    }

    private static void paragraph(Markup out, String text) {
        out.element("p", text, "class", "govuk-body");
    }

    private static String page(String title, Consumer<Markup> content) {
        var out = new Markup();
        out.doctype().open("html", "lang", "en-GB", "class", "govuk-template").open("head");
        out.empty("meta", "charset", "utf-8");
        out.element("title", title);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("meta", "name", "robots", "content", "noindex");
        out.empty("link", "rel", "stylesheet", "href", "/assets/site.css");
        out.element("script", "", "src", "/assets/exit.js");
        out.close().open("body", "class", "govuk-template__body");
        out.element("a", "Skip to main content", "href", "#main", "class", "govuk-skip-link");
        out.open("header", "class", "govuk-generic-header");
        out.open("div", "class", "govuk-generic-header__container govuk-width-container app-bar");
        out.element("a", "Patrol Ledger", "class", "app-title", "href", "/");
        out.element(
                "a",
                "Leave this site",
                "class",
                "govuk-button govuk-button--warning app-exit",
                "href",
                EXIT,
                "rel",
                "nofollow noreferrer",
                "data-exit",
                "");
        out.close().close();
        out.open("main", "class", "govuk-width-container govuk-main-wrapper", "id", "main");
        content.accept(out);
        return out.close().close().close().toString();
    }
}
