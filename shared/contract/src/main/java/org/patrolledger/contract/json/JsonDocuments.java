package org.patrolledger.contract.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The documents of a file, one after another, so that memory does not grow with their number: the
/// entries of an array, those of the member `value` or `results` of one object, or values one after
/// another, such as one a line.
///
/// Values are as [Json] says. A file that is not JSON in UTF-8 throws [NotJsonException] where that
/// shows.
public final class JsonDocuments implements Closeable {
    /// Members whose array is the documents: of OData, and of KoboToolbox.
    private static final Set<String> LISTS = Set.of("value", "results");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonParser parser;
    private boolean inList;
    private boolean wrapped;
    private boolean looked;
    private boolean there;
    private @Nullable Object next;

    /// Reads `utf8`, and closes it in the end.
    public JsonDocuments(InputStream utf8) throws IOException {
        parser = Json.parser(withoutMark(utf8));
    }

    private static Reader withoutMark(InputStream utf8) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new PushbackReader(new InputStreamReader(utf8, decoder));
        try {
            int first = reader.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                reader.unread(first);
            }
        } catch (CharacterCodingException e) {
            reader.close();
            throw new NotJsonException("The body is not JSON in UTF-8.");
        }
        return reader;
    }

    /// Whether there is another one.
    public boolean hasNext() {
        if (!looked) {
            looked = true;
            try {
                there = advance();
            } catch (IOException e) {
                throw Json.notJson(e);
            }
        }
        return there;
    }

    /// The next one.
    ///
    /// @throws NoSuchElementException if there is none
    public @Nullable Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no document is left");
        }
        looked = false;
        var value = next;
        next = null;
        return value;
    }

    private boolean advance() throws IOException {
        while (true) {
            var token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (inList && token == JsonToken.END_ARRAY) {
                inList = false;
                if (wrapped) {
                    wrapped = false;
                    skipToEndOfObject();
                }
            } else if (!inList && token == JsonToken.START_ARRAY) {
                inList = true;
            } else if (inList || token != JsonToken.START_OBJECT) {
                next = Json.value(parser, token, 1);
                return true;
            } else if (readObject()) {
                return true;
            }
        }
    }

    /// Reads an object; false where it turns out to hold the documents, up to the first of them.
    private boolean readObject() throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = Json.unicode(parser.currentName());
            var token = parser.nextToken();
            if (LISTS.contains(name) && token == JsonToken.START_ARRAY) {
                inList = true;
                wrapped = true;
                return false;
            }
            map.put(name, Json.value(parser, token, 1));
        }
        next = map;
        return true;
    }

    private void skipToEndOfObject() throws IOException {
        for (var token = parser.nextToken();
                token != JsonToken.END_OBJECT;
                token = parser.nextToken()) {
            if (token == null) {
                throw new NotJsonException("The body is not JSON: it breaks off.");
            }
            parser.skipChildren();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
