package org.patrolledger.lambda.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What `If-Match` or `If-None-Match` names (RFC 9110, 13.1): anything at all, or entity tags.
public sealed interface EntityTags {
    /// `*`
    record Any() implements EntityTags {}

    /// A list of entity tags, which may be empty.
    record Listed(List<Tag> tags) implements EntityTags {
        public Listed {
            tags = List.copyOf(tags);
        }
    }

    /// A header that is no list of entity tags, and so matches nothing.
    ///
    /// @param number whether it is a plain number, a revision whose quotes were forgotten
    record Malformed(boolean number) implements EntityTags {}

    /// One entity tag.
    ///
    /// @param weak whether it stands for a representation of the same meaning only, `W/"…"`
    /// @param text what stands between the quotes
    record Tag(boolean weak, String text) {
        private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,8}");

        /// The revision that a strong tag names; empty where it names none that there can be.
        OptionalInt revision() {
            return !weak && REVISION.matcher(text).matches()
                    ? OptionalInt.of(Integer.parseInt(text))
                    : OptionalInt.empty();
        }
    }

    /// Reads the header's value.
    static EntityTags read(String header) {
        var text = header.strip();
        if (text.equals("*")) {
            return new Any();
        }
        var tags = new ArrayList<Tag>();
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (c == ',' || c == ' ' || c == '\t') {
                at++;
                continue;
            }
            int open = text.startsWith("W/", at) ? at + 2 : at;
            int close = closing(text, open);
            if (close < 0) {
                return new Malformed(text.matches("[0-9]{1,10}"));
            }
            tags.add(new Tag(open > at, text.substring(open + 1, close)));
            at = close + 1;
            if (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) {
                return new Malformed(false);
            }
        }
        return new Listed(tags);
    }

    /// Where the tag that opens at `open` closes; negative where none opens there.
    private static int closing(String text, int open) {
        if (open >= text.length() || text.charAt(open) != '"') {
            return -1;
        }
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c <= ' ' || c == 0x7f) {
                return -1;
            }
        }
        return -1;
    }

    /// Whether `revision` is among them by strong comparison, as `If-Match` wants it.
    default boolean name(int revision) {
        return switch (this) {
            case Any any -> true;
            case Listed listed -> listed.revisions().contains(revision);
            case Malformed malformed -> false;
        };
    }

    /// Whether `tag`, a strong or weak entity tag as a header writes it, is among them by weak
    /// comparison, as `If-None-Match` wants it.
    default boolean include(String tag) {
        return switch (this) {
            case Any any -> true;
            case Listed listed ->
                    read(tag) instanceof Listed one
                            && one.tags().size() == 1
                            && listed.tags().stream()
                                    .anyMatch(it -> it.text().equals(one.tags().getFirst().text()));
            case Malformed malformed -> false;
        };
    }

    /// The revisions they name one by one, ascending.
    default List<Integer> revisions() {
        return this instanceof Listed listed
                ? listed.tags().stream()
                        .map(Tag::revision)
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }
}
