package org.patrolledger.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Coded;

/// Reads those fields of one object that hold a single value; [FieldReader] reads the others too.
abstract class ScalarReader {
    /// RFC 3339 with an offset; the schemas hold the same.
    static final String TIME =
            "^\\d{4}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$";

    static final String PERSONAL =
            "This looks like an e-mail address, a telephone number or a National Insurance number, which the ledger does not keep.";
    static final String NO_SLUG =
            "This must be 3 to 64 lower-case letters, digits and hyphens, a letter first and no hyphen last.";
    private static final String NO_TIME = "This must be an RFC 3339 date and time with an offset.";

    final Map<?, ?> object;
    private final String at;
    final Faults faults;
    private final Set<String> known = new HashSet<>();

    ScalarReader(Map<?, ?> object, String at, Faults faults) {
        this.object = object;
        this.at = at;
        this.faults = faults;
    }

    String pointer(String field) {
        return FieldPointer.of(at, field);
    }

    void fault(String field, Rule rule, String detail) {
        faults.add(pointer(field), rule, detail);
    }

    /// A fault of this object as a whole.
    void fault(Rule rule, String detail) {
        faults.add(at, rule, detail);
    }

    boolean has(String field) {
        return object.containsKey(field);
    }

    /// A null in the document, which is of no type that any field takes.
    private enum Missing {
        NULL
    }

    @Nullable Object take(String field, boolean required) {
        known.add(field);
        faults.visit(at, field);
        var value = object.get(field);
        if (value != null) {
            return value;
        }
        if (object.containsKey(field)) {
            return Missing.NULL;
        }
        if (required) {
            fault(field, Rule.REQUIRED, "This field is missing.");
        }
        return null;
    }

    /// Whether the field is there and null, where that says something.
    boolean isNull(String field) {
        if (!object.containsKey(field) || object.get(field) != null) {
            return false;
        }
        known.add(field);
        return true;
    }

    boolean isEmptyList(String field) {
        return object.get(field) instanceof List<?> list && list.isEmpty();
    }

    /// Text that `parse` makes into something, or into null where it is not of the form that
    /// `detail` tells.
    <T> @Nullable T parsed(
            String field, boolean required, Function<String, @Nullable T> parse, String detail) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        var value = parse.apply(text);
        if (value == null) {
            fault(field, Rule.FORMAT, detail);
        }
        return value;
    }

    /// Notes every field that was not read.
    void end() {
        if (known.containsAll(object.keySet())) {
            return;
        }
        object.keySet().stream()
                .map(String::valueOf)
                .filter(field -> !known.contains(field))
                .sorted()
                .forEach(field -> {
                    faults.visit(at, field);
                    fault(field, Rule.UNKNOWN, "This field is not part of the form.");
                });
    }

    @Nullable String string(String field, boolean required) {
        return switch (take(field, required)) {
            case null -> null;
            case String text -> text;
            default -> {
                wrongType(field, "text");
                yield null;
            }
        };
    }

    void wrongType(String field, String what) {
        fault(field, Rule.TYPE, "This must be " + what + ".");
    }

    /// Text of `shortest` to `longest` characters (code points) without personal data.
    @Nullable String text(String field, boolean required, int shortest, int longest) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length < shortest) {
            fault(field, Rule.MIN_LENGTH, "This must not be empty.");
        }
        if (length > longest) {
            fault(
                    field,
                    Rule.MAX_LENGTH,
                    String.format(Locale.ROOT, "This must have at most %d characters.", longest));
        }
        if (PersonalData.isIn(text)) {
            fault(field, Rule.PERSONAL_DATA, PERSONAL);
        }
        return text;
    }

    <T> @Nullable T slug(String field, Function<String, T> make) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        if (!Slug.matches(text)) {
            fault(field, Rule.FORMAT, NO_SLUG);
            return null;
        }
        return make.apply(text);
    }

    @Nullable SubmissionId submissionId(String field) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        var id = SubmissionId.parse(text);
        if (id.isEmpty()) {
            fault(field, Rule.FORMAT, "This must be a UUID.");
        }
        return id.orElse(null);
    }

    @Nullable Instant time(String field) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        var moment = Rfc3339.read(text);
        if (moment == null) {
            fault(field, Rule.FORMAT, NO_TIME);
        }
        return moment;
    }

    @Nullable Boolean flag(String field) {
        return switch (take(field, false)) {
            case null -> null;
            case Boolean truth -> truth;
            default -> {
                wrongType(field, "true or false");
                yield null;
            }
        };
    }

    /// A whole number from `least` to `most`; `3.0` is one, as JSON Schema has it.
    @Nullable Long count(String field, boolean required, long least, long most) {
        var value = take(field, required);
        if (value == null) {
            return null;
        }
        if (value instanceof Long whole && whole >= least && whole <= most) {
            return whole;
        }
        var number =
                switch (value) {
                    case Long whole -> BigDecimal.valueOf(whole);
                    case BigDecimal decimal when isWhole(decimal) -> decimal;
                    default -> null;
                };
        if (number == null) {
            wrongType(field, "a whole number");
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            fault(
                    field,
                    Rule.MINIMUM,
                    String.format(Locale.ROOT, "This must be %d or more.", least));
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            fault(
                    field,
                    Rule.MAXIMUM,
                    String.format(Locale.ROOT, "This must be %d or less.", most));
            return null;
        }
        return number.longValueExact();
    }

    /// Without expanding an exponent of millions.
    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /// An optional count, 0 where absent or at fault.
    long countOrZero(String field, long most) {
        var count = count(field, false, 0, most);
        return count == null ? 0 : count;
    }

    <T extends Coded> @Nullable T choice(String field, boolean required, Map<String, T> values) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        var value = values.get(text);
        if (value == null) {
            fault(field, Rule.VALUE, "This is not one of the listed values.");
        }
        return value;
    }

    @Nullable String listed(String field, boolean required, Set<String> values) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        if (!values.contains(text)) {
            fault(field, Rule.VALUE, "This is not one of the listed values.");
            return null;
        }
        return text;
    }
}
