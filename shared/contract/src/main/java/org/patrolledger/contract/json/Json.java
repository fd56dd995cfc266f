package org.patrolledger.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON as plain values: [Map] (in document order), [List], [String], [Boolean], [Long] for a
/// number without fraction or exponent that fits, [BigDecimal] for any other, and null.
public final class Json {
    /// Far deeper than any document of the contract, far shallower than the stack.
    private static final int DEEPEST = 64;

    /// Characters of a number.
    private static final int LONGEST_NUMBER = 100;

    /// Of a number, either way.
    private static final int LARGEST_EXPONENT = 400;

    /// Characters of a whole number that certainly is a long.
    private static final int SHORT_NUMBER = 18;

    /// Some editors put it first; RFC 8259 lets a reader pass over it.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// What the JDK's decoder puts where bytes are no UTF-8; a text may also hold it by itself.
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    // Names kept from one document to the next would let one caller fill the table
                    // that another one's names go into.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // The size of a body is bounded where it comes in, numbers are by [#number].
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /// Escapes as RFC 8785 wants it: no more than has to be, in lower case.
    private static final JsonFactory CANONICAL =
            JsonFactory.builder()
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    /// Bytes of most documents that are written here.
    private static final int TYPICAL = 1024;

    private Json() {}

    /// Reads one JSON value.
    ///
    /// @throws NotJsonException if `utf8` is anything else; its message never repeats the text
    public static @Nullable Object parse(byte[] utf8) {
        return parse(decoded(utf8));
    }

    /// The parser itself would also take UTF-16 and UTF-32, and sequences of bytes that UTF-8
    /// forbids because they are longer than need be or stand for half a surrogate pair.
    private static String decoded(byte[] utf8) {
        var text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            text = strictlyDecoded(utf8);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String strictlyDecoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new NotJsonException("The body is not JSON in UTF-8.");
        }
    }

    /// As [#parse(byte[])].
    public static @Nullable Object parse(String text) {
        try (var parser = FACTORY.createParser(text)) {
            return document(parser);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    static JsonParser parser(Reader text) throws IOException {
        return FACTORY.createParser(text).enable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    /// Reads a JSON object that AWS made. That its names differ is not looked at: every form comes
    /// in such an event, and its own names are compared when it is read in turn.
    ///
    /// @throws NotJsonException if `utf8` is no JSON
    /// @throws IllegalStateException if it is no object
    public static Map<String, @Nullable Object> event(byte[] utf8) {
        try (var parser = FACTORY.createParser(decoded(utf8))) {
            parser.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            return asObject(document(parser));
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /// Reads a JSON object, as this system itself wrote it.
    ///
    /// @throws IllegalStateException if it is not an object
    public static Map<String, @Nullable Object> object(byte[] utf8) {
        return asObject(parse(utf8));
    }

    /// As [#object(byte[])].
    public static Map<String, @Nullable Object> object(String text) {
        return asObject(parse(text));
    }

    @SuppressWarnings("unchecked") // what parse makes of an object
    private static Map<String, @Nullable Object> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("this document is not an object");
    }

    /// `value` as RFC 8785 canonical JSON in UTF-8.
    ///
    /// All numbers are whole and, like every number of the contract, within ±2^53, where JSON's
    /// doubles are exact: how RFC 8785 writes others is never needed.
    ///
    /// @throws NotJsonException if a number is not whole
    public static byte[] canonical(@Nullable Object value) {
        var out = new ByteArrayOutputStream(TYPICAL);
        try (var generator = canonicalGenerator(out)) {
            write(generator, value, true);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    /// What writes values to `out` as RFC 8785 has them, one after the other with nothing between
    /// them. The names of an object are its caller's to sort; `out` is closed with it.
    public static JsonGenerator canonicalGenerator(OutputStream out) {
        try {
            return CANONICAL.createGenerator(out).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written yet", e);
        }
    }

    /// `value` as JSON, keys in the order they come.
    public static String text(@Nullable Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /// As [#text], in UTF-8.
    public static byte[] bytes(@Nullable Object value) {
        return written(value, "");
    }

    /// As [#bytes], with the end of a line.
    public static byte[] line(@Nullable Object value) {
        return written(value, "\n");
    }

    private static byte[] written(@Nullable Object value, String end) {
        var out = new ByteArrayOutputStream(TYPICAL);
        try (var generator = FACTORY.createGenerator(out)) {
            write(generator, value, false);
            generator.writeRaw(end);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    static NotJsonException notJson(IOException e) {
        if (e instanceof JsonProcessingException fault && fault.getLocation() != null) {
            var at = fault.getLocation();
            return new NotJsonException(
                    String.format(
                            Locale.ROOT,
                            "The body is not JSON, or names a key twice: line %d, column %d.",
                            at.getLineNr(),
                            at.getColumnNr()));
        }
        return new NotJsonException("The body is not JSON in UTF-8.");
    }

    private static @Nullable Object document(JsonParser parser) throws IOException {
        var first = parser.nextToken();
        if (first == null) {
            throw new NotJsonException("The body is empty.");
        }
        var value = value(parser, first, 0);
        if (parser.nextToken() != null) {
            throw new NotJsonException("The body goes on after its JSON value.");
        }
        return value;
    }

    static @Nullable Object value(JsonParser parser, JsonToken token, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new NotJsonException(
                    String.format(Locale.ROOT, "The body nests deeper than %d.", DEEPEST));
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> unicode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new NotJsonException("The body is not JSON.");
        };
    }

    /// A whole number, however it is written, is a [Long], or a [BigInteger] where that is too
    /// small: `1.0` and `1` are one number and have one canonical form. Looks at the characters
    /// first, for some take very long to read.
    private static Object number(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (text.length() > LONGEST_NUMBER
                || (exponent >= 0 && isBeyond(text.substring(exponent + 1)))) {
            throw new NotJsonException(
                    "The body holds a number of over 100 characters, or with an exponent beyond 400.");
        }
        if (exponent < 0 && text.length() <= SHORT_NUMBER && text.indexOf('.') < 0) {
            return Long.parseLong(text);
        }
        var decimal = new BigDecimal(text);
        if (decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
            return decimal;
        }
        var whole = decimal.toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValueExact() : whole;
    }

    private static boolean isBeyond(String exponent) {
        var digits = exponent.replaceFirst("^[+-]?0*", "");
        return digits.length() > 3
                || (!digits.isEmpty() && Integer.parseInt(digits) > LARGEST_EXPONENT);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int depth)
            throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = unicode(parser.currentName());
            map.put(name, value(parser, parser.nextToken(), depth + 1));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser, int depth) throws IOException {
        var list = new ArrayList<@Nullable Object>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            list.add(value(parser, token, depth + 1));
        }
        return list;
    }

    /// Half a surrogate pair is no Unicode: such text has no UTF-8, so no canonical form either.
    static String unicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new NotJsonException("The body holds half a surrogate pair.");
                }
                i++;
            }
        }
        return text;
    }

    private static void write(JsonGenerator out, @Nullable Object value, boolean sorted)
            throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (var entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
                    out.writeFieldName(String.valueOf(entry.getKey()));
                    write(out, entry.getValue(), sorted);
                }
                out.writeEndObject();
            }
            case Iterable<?> list -> {
                out.writeStartArray();
                for (var item : list) {
                    write(out, item, sorted);
                }
                out.writeEndArray();
            }
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> {
                if (sorted) {
                    throw new NotJsonException("The document holds a number that is not whole.");
                }
                out.writeNumber(number);
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }
}
