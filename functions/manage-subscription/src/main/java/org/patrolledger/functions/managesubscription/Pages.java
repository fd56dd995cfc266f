package org.patrolledger.functions.managesubscription;

import java.util.List;
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
                    "Every e-mail has a link that deletes your address and your lists at once; what"
                            + " remains is a code that nobody can turn back into your address: for"
                            + " 90 days, so that no e-mail is sent twice, and for a year if an"
                            + " e-mail came back or you reported one as unwanted.");

    private static final String EXIT = "https://www.bbc.co.uk/weather";

    private Pages() {}

    /// What everybody is answered who signs up, known or not.
    static String asked() {
        return page(
                "Check your inbox",
                out -> {
                    heading(out, "Check your inbox");
                    paragraph(
                            out,
                            "If we can write to that address, we have sent it an e-mail. Follow"
                                    + " the link in it within 48 hours and press the button there."
                                    + " Until then you get nothing else.");
                    paragraph(
                            out,
                            "No e-mail? Look in your junk folder. We send this e-mail to the same"
                                    + " address three times a day at most.");
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
                "You are signed up",
                out -> {
                    heading(out, "You are signed up");
                    paragraph(out, "From now on you get the figures every Monday morning, of:");
                    names(out, lists);
                    paragraph(out, "Every e-mail has a link to stop them.");
                });
    }

    static String unknownInvitation() {
        return page(
                "This link no longer works",
                out -> {
                    heading(out, "This link no longer works");
                    paragraph(out, "A link to confirm an address works for 48 hours.");
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
                "You will get no more e-mails",
                out -> {
                    heading(out, "You will get no more e-mails");
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

    static void button(Markup out, String label) {
        out.element("button", label, "type", "submit", "class", "govuk-button");
    }

    static void heading(Markup out, String text) {
        out.element("h1", text, "class", "govuk-heading-l");
    }

    static void paragraph(Markup out, String text) {
        out.element("p", text, "class", "govuk-body");
    }

    static String page(String title, Consumer<Markup> content) {
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
