package org.patrolledger.contract.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.Type;

/// Which type the field has that a pointer points to.
public final class FormFields {
    private FormFields() {}

    /// The type of the field at `pointer`, such as `/stopSearches/0/type`; null where the form has
    /// none there.
    public static @Nullable Type<?> type(Form<?> form, String pointer) {
        Type<?> type = new Type.Nested<>(form);
        for (var segment : segments(pointer)) {
            type = type == null ? null : inner(type, segment);
        }
        return type;
    }

    private static @Nullable Type<?> inner(Type<?> type, String segment) {
        return switch (type) {
            case Type.Nested<?>(var form) -> {
                var field = form.fields().get(segment);
                yield field == null ? null : field.type();
            }
            case Type.ListOf<?> list -> index(segment) < 0 ? null : list.element();
            case Type.Counts<?> counts ->
                    counts.keys().containsKey(segment) ? new Type.Count(0, counts.max()) : null;
            case Type.CountsBySlug counts -> new Type.Count(0, counts.max());
            case Type.OrNull<?>(var inner) -> inner(inner, segment);
            default -> null;
        };
    }

    /// The names and numbers on the way to a field.
    public static List<String> segments(String pointer) {
        return List.of(pointer.substring(1).split("/", -1));
    }

    /// The place in a list that `segment` is, 0 to 99; -1 where it is a name.
    public static int index(String segment) {
        return segment.matches("[0-9]{1,2}") ? Integer.parseInt(segment) : -1;
    }
}
