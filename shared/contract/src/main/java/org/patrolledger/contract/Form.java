package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.json.JsonBytes;

/// A kind of document: its fields in the order in which faults name them, the rules between them,
/// and what they make.
///
/// @param <T> what a document without faults makes
public final class Form<T> {
    private final String title;
    private final String says;
    private final Map<String, Field<?>> fields;
    private final List<Consumer<Findings>> checks;
    private final Function<Values, T> make;

    /// Sorted by name, as canonical documents have them. A field's position is its place.
    private final Field<?>[] sorted;

    /// The place of a field by its number; negative for one that is of other forms only.
    private final int[] places;

    private Form(
            String title,
            String says,
            Map<String, Field<?>> fields,
            List<Consumer<Findings>> checks,
            Function<Values, T> make) {
        this.title = title;
        this.says = says;
        this.fields = fields;
        this.checks = checks;
        this.make = make;
        sorted = new TreeMap<>(fields).values().toArray(Field<?>[]::new);
        int highest = -1;
        for (var field : sorted) {
            highest = Math.max(highest, field.number());
        }
        places = new int[highest + 1];
        Arrays.fill(places, -1);
        for (int place = 0; place < sorted.length; place++) {
            places[sorted[place].number()] = place;
        }
    }

    /// A form.
    ///
    /// @param title two or three words on what a document is
    /// @param says a sentence on it
    /// @param make is applied only to the values of documents without faults
    public static <T> Form<T> of(
            String title, String says, List<Field<?>> fields, Function<Values, T> make) {
        var byName = new LinkedHashMap<String, Field<?>>();
        for (var field : fields) {
            byName.put(field.name(), field);
        }
        return new Form<>(title, says, byName, List.of(), make);
    }

    /// This form with a rule between its fields.
    public Form<T> checked(Consumer<Findings> check) {
        var more = new ArrayList<>(checks);
        more.add(check);
        return new Form<>(title, says, fields, List.copyOf(more), make);
    }

    /// This form with another field at its end, of which nothing is made.
    public Form<T> with(Field<?> field) {
        var more = new LinkedHashMap<>(fields);
        more.put(field.name(), field);
        return new Form<>(title, says, more, checks, make);
    }

    public String title() {
        return title;
    }

    public String says() {
        return says;
    }

    /// By their names, in the order in which faults name them.
    public Map<String, Field<?>> fields() {
        return fields;
    }

    /// The place of the field whose name `in` has just read; negative where there is none. In a
    /// canonical document it is seldom far behind the field before.
    ///
    /// @param likely where it is looked for first
    int place(JsonBytes in, int likely) {
        for (int i = 0; i < sorted.length; i++) {
            int place = likely + i < sorted.length ? likely + i : likely + i - sorted.length;
            if (sorted[place].isNamed(in)) {
                return place;
            }
        }
        return -1;
    }

    /// The field at a place.
    Field<?> at(int place) {
        return sorted[place];
    }

    private int place(Field<?> field) {
        return field.number() < places.length ? places[field.number()] : -1;
    }

    void check(Findings findings) {
        for (var check : checks) {
            check.accept(findings);
        }
    }

    /// What `values` make.
    ///
    /// @throws IllegalStateException if a required field has none
    public T make(Values values) {
        return make.apply(values);
    }

    /// The values of one document, each of its field's type.
    public static final class Values {
        private final Form<?> form;

        /// By the places of their fields; null where there is none.
        private final @Nullable Object[] values;

        /// No values yet of a document of `form`.
        Values(Form<?> form) {
            this.form = form;
            this.values = new Object[form.sorted.length];
        }

        <V> void put(Field<V> field, V value) {
            values[form.place(field)] = value;
        }

        /// The value of a field; its default where the document leaves it out.
        ///
        /// @throws IllegalStateException if there is neither
        /// @throws IllegalArgumentException if it is recorded only
        public <V> V get(Field<V> field) {
            var value = given(field);
            if (value == null) {
                value = field.otherwise();
            }
            if (value == null) {
                throw new IllegalStateException(field.name() + " is missing");
            }
            return value;
        }

        /// The value of a field; empty where the document leaves it out, or has a fault there.
        ///
        /// @throws IllegalArgumentException if it is recorded only
        public <V> Optional<V> find(Field<V> field) {
            return Optional.ofNullable(given(field));
        }

        @SuppressWarnings("unchecked") // put takes a field's own type only
        private <V> @Nullable V given(Field<V> field) {
            if (field.isRecordedOnly()) {
                throw new IllegalArgumentException("nothing is made of " + field);
            }
            int place = form.place(field);
            return place < 0 ? null : (V) values[place];
        }
    }

    /// What a rule between fields looks at, and where it notes its faults.
    ///
    /// @param document the object as it is, with its faults
    /// @param values of those fields that have no fault
    public record Findings(Map<?, ?> document, Values values, String at, Faults faults) {
        /// Notes a fault of `field`.
        public void fault(Field<?> field, Rule rule, String detail) {
            fault("/" + field.name(), rule, detail);
        }

        /// Notes a fault at `pointer`, seen from the form.
        public void fault(String pointer, Rule rule, String detail) {
            faults.add(at + pointer, rule, detail);
        }
    }
}
