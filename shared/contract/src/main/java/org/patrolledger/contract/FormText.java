package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes of texts, such as the parameters of a query or the cells of a spreadsheet, what a JSON
/// document would hold in their place. A text that is not of its field's type stays as it is, for
/// [FormReader] to name the fault.
public final class FormText {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private FormText() {}

    /// The document that `texts` make; what is no field of `form` is left out.
    public static Map<String, Object> document(Form<?> form, Map<String, String> texts) {
        var document = new LinkedHashMap<String, Object>();
        form.fields()
                .forEach((name, field) -> {
                    var text = texts.get(name);
                    if (text != null) {
                        document.put(name, value(field.type(), text));
                    }
                });
        return document;
    }

    /// What `text` stands for in a field of `type`.
    public static Object value(Type<?> type, String text) {
        return switch (type) {
            case Type.Flag() -> flag(text);
            case Type.Count count ->
                    WHOLE_NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
            // A plus that was not encoded arrives as a space.
            case Type.TimeOrDay() -> text.replace(' ', '+');
            case Type.OrNull<?>(var inner) -> value(inner, text);
            case Type.OfText<?> other -> text;
            case Type.Counts<?> counts -> text;
            case Type.CountsBySlug counts -> text;
            case Type.ListOf<?> list -> text;
            case Type.Nested<?> form -> text;
        };
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }
}
