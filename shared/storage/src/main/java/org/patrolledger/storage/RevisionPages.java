package org.patrolledger.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
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
    /// What is asked for of an item.
    ///
    /// @param names aliases, for DynamoDB reserves many words
    record Projection(String expression, Map<String, String> names) {
        /// What makes a revision.
        static final Projection WHOLE = of(StoredRevision.ATTRIBUTES);

        /// What makes a counted one.
        static final Projection COUNTED = of(StoredRevision.COUNTED);

        private static Projection of(List<String> attributes) {
            var names = new TreeMap<String, String>();
            for (var attribute : attributes) {
                names.put("#" + attribute, attribute);
            }
            return new Projection(String.join(", ", names.keySet()), Map.copyOf(names));
        }
    }

    private static final ExecutionAttribute<Found> FOUND = new ExecutionAttribute<>("Found");
    private static final String CHECKSUM = "x-amz-crc32";
    private static final String LENGTH = "Content-Length";

    /// Where the items of one query go.
    private static final class Found {
        private @Nullable String checksum;

        /// Negative where the answer does not say it.
        private int length = -1;

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
        if (found == null) {
            return response;
        }
        found.items = null; // an attempt before this one may have found some
        if (!isPlain(response)) {
            return response;
        }
        found.checksum = response.firstMatchingHeader(CHECKSUM).orElse(null);
        found.length = response.firstMatchingHeader(LENGTH).map(Integer::parseInt).orElse(-1);
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
                var answer = found.length < 0 ? in.readAllBytes() : readToTheEnd(found.length);
                var crc = new CRC32();
                crc.update(answer);
                if (found.checksum != null && Long.parseLong(found.checksum) != crc.getValue()) {
                    throw new IOException("an answer is not what DynamoDB sent");
                }
                var items = new WireItems(answer);
                found.items = items.items().orElse(null);
                rest = new ByteArrayInputStream(items.others());
            }
            return rest;
        }

        private byte[] readToTheEnd(int length) throws IOException {
            var answer = new byte[length];
            int read = in.readNBytes(answer, 0, length);
            if (read < length || in.read() >= 0) { // which also frees the connection
                throw new IOException("an answer is not as long as it says");
            }
            return answer;
        }
    }
}
