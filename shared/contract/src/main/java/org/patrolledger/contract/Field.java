package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.JsonBytes;

/// A field of a form: its name, its type, whether it must be there, and a sentence on it. Fields
/// differ by identity, so that forms can share one.
///
/// @param <T> what its value is read as
public final class Field<T> {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final int number = MADE.getAndIncrement();
    private final String name;
    private final byte[] utf8;
    private final Type<T> type;
    private final boolean required;
    private final boolean recorded;
    private final @Nullable T otherwise;
    private final @Nullable Field<?> unless;
    private final String says;

    private Field(
            String name,
            Type<T> type,
            boolean required,
            boolean recorded,
            @Nullable T otherwise,
            @Nullable Field<?> unless,
            String says) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.type = type;
        this.required = required;
        this.recorded = recorded;
        this.otherwise = otherwise;
        this.unless = unless;
        this.says = says;
    }

    /// A field that every document has.
    public static <T> Field<T> required(String name, Type<T> type, String says) {
        return new Field<>(name, type, true, false, null, null, says);
    }

    /// A field that a document may leave out, to mean that it is not known.
    public static <T> Field<T> optional(String name, Type<T> type, String says) {
        return new Field<>(name, type, false, false, null, null, says);
    }

    /// A field that a document may leave out, to mean `otherwise`.
    public static <T> Field<T> optional(String name, Type<T> type, T otherwise, String says) {
        return new Field<>(name, type, false, false, otherwise, null, says);
    }

    /// A field that a document has unless it has an entry in the list `other`.
    public static <T> Field<T> requiredUnless(
            Field<? extends List<?>> other, String name, Type<T> type, String says) {
        return new Field<>(name, type, false, false, null, other, says);
    }

    /// This field, of which nothing is made: it is checked, and stays in the document for those who
    /// read that.
    Field<T> recordedOnly() {
        return new Field<>(name, type, required, true, otherwise, unless, says);
    }

    public String name() {
        return name;
    }

    /// Whether `in` has just read its name.
    boolean isNamed(JsonBytes in) {
        return in.is(utf8);
    }

    public Type<T> type() {
        return type;
    }

    /// Whether every document has it.
    public boolean required() {
        return required;
    }

    /// Whether nothing is made of it.
    boolean isRecordedOnly() {
        return recorded;
    }

    /// What a document means that leaves it out; null where that means nothing.
    public @Nullable T otherwise() {
        return otherwise;
    }

    /// The list that stands in for it; null where none does.
    public @Nullable Field<?> unless() {
        return unless;
    }

    /// One sentence for schemas, hints and the head of a column.
    public String says() {
        return says;
    }

    /// A small number that no other field has.
    int number() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}
