package org.patrolledger.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.storage.MergedPages.Page;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads what a query finds straight from the wire. The SDK makes a map of objects of each item,
/// and copies all of them twice, which takes longer than all that a summary does with them.
///
/// Requests, retries and errors are the SDK's as ever, and so is what an answer says besides its
/// items. A client without this interceptor hands over items, and those are read.
final class RevisionPages implements ExecutionInterceptor {
    /// What is asked for of an item; the names are aliases, for DynamoDB reserves many words.
    static final String PROJECTION;

    static final Map<String, String> NAMES;

    static {
        var names = new TreeMap<String, String>();
        for (var attribute : StoredRevision.ATTRIBUTES) {
            names.put("#" + attribute, attribute);
        }
        PROJECTION = String.join(", ", names.keySet());
        NAMES = Map.copyOf(names);
    }

    private static final ExecutionAttribute<Found> FOUND = new ExecutionAttribute<>("Found");
    private static final String CHECKSUM = "x-amz-crc32";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    /// Where the items of one query go.
    private static final class Found {
        private @Nullable String checksum;
        private @Nullable List<StoredRevision> items;
    }

    /// The page that `query` finds.
    static Page<StoredRevision> page(DynamoDbClient client, QueryRequest.Builder query) {
        var found = new Found();
        query.overrideConfiguration(it -> it.putExecutionAttribute(FOUND, found));
        var response = client.query(query.build());
        var items = found.items;
        return new Page<>(
                items == null ? response.items().stream().map(StoredRevision::of).toList() : items,
                response.lastEvaluatedKey());
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var response = context.httpResponse();
        var found = attributes.getAttribute(FOUND);
        if (found == null || !isPlain(response)) {
            return response;
        }
        found.checksum = response.firstMatchingHeader(CHECKSUM).orElse(null);
        return response.toBuilder().removeHeader(CHECKSUM).build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var found = attributes.getAttribute(FOUND);
        return found == null || !isPlain(context.httpResponse())
                ? context.responseBody()
                : context.responseBody().map(it -> new Answer(it, found));
    }

    /// A refusal, and an answer that is compressed, are the SDK's to read.
    private static boolean isPlain(SdkHttpResponse response) {
        return response.isSuccessful()
                && response.firstMatchingHeader("Content-Encoding").isEmpty();
    }

    /// Reads the answer once the SDK reads this, so that a failure is one of the SDK's own reading.
    private static final class Answer extends FilterInputStream {
        private final Found found;
        private @Nullable InputStream rest;

        Answer(InputStream in, Found found) {
            super(in);
            this.found = found;
            found.items = null;
        }

        @Override
        public int read() throws IOException {
            return rest().read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return rest().read(into, from, length);
        }

        private InputStream rest() throws IOException {
            if (rest == null) {
                var checked = new CheckedInputStream(in, new CRC32());
                var items = new ArrayList<StoredRevision>();
                var others = split(checked, items);
                if (found.checksum != null
                        && Long.parseLong(found.checksum) != checked.getChecksum().getValue()) {
                    throw new IOException("an answer is not what DynamoDB sent");
                }
                found.items = items;
                rest = new ByteArrayInputStream(others);
            }
            return rest;
        }
    }

    /// Reads an answer to its end.
    ///
    /// @param items what is found
    /// @return the answer without its items
    private static byte[] split(InputStream answer, List<StoredRevision> items) throws IOException {
        var others = new ByteArrayOutputStream();
        try (var in = FACTORY.createParser(answer);
                var out = FACTORY.createGenerator(others)) {
            in.nextToken();
            out.writeStartObject();
            for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                if (name.equals("Items")) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        items.add(item(in));
                    }
                } else {
                    out.writeFieldName(name);
                    out.copyCurrentStructure(in);
                }
            }
            out.writeEndObject();
            if (in.nextToken() != null) { // which also reads the connection to its end
                throw new IOException("an answer goes on after its end");
            }
        }
        return others.toByteArray();
    }

    private static StoredRevision item(JsonParser in) throws IOException {
        var item = new StoredRevision();
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            var place = StoredRevision.placeOf(name);
            if (place.isPresent()) {
                item.set(place.get(), text(in));
            } else {
                in.skipChildren();
            }
        }
        return item;
    }

    /// The value of an attribute, such as `{"S":"grip"}`.
    private static String text(JsonParser in) throws IOException {
        in.nextFieldName();
        in.nextToken();
        var text = in.getText();
        in.nextToken();
        return text;
    }
}
