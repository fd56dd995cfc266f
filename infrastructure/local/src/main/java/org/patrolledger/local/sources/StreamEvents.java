package org.patrolledger.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Records of a stream as Lambda gives them to a function.
final class StreamEvents {

    private StreamEvents() {}

    static byte[] event(String stream, List<Record> records) {
        ObjectNode event = JsonTree.object();
        ArrayNode list = event.putArray("Records");
        for (Record record : records) {
            ObjectNode change =
                    JsonTree.object()
                            .put(
                                    "ApproximateCreationDateTime",
                                    record.dynamodb()
                                            .approximateCreationDateTime()
                                            .getEpochSecond());
            change.set("Keys", attributes(record.dynamodb().keys()));
            if (record.dynamodb().hasNewImage()) {
                change.set("NewImage", attributes(record.dynamodb().newImage()));
            }
            if (record.dynamodb().hasOldImage()) {
                change.set("OldImage", attributes(record.dynamodb().oldImage()));
            }
            change.put("SequenceNumber", record.dynamodb().sequenceNumber())
                    .put("SizeBytes", record.dynamodb().sizeBytes())
                    .put("StreamViewType", record.dynamodb().streamViewTypeAsString());
            ObjectNode entry =
                    list.addObject()
                            .put("eventID", record.eventID())
                            .put("eventName", record.eventNameAsString())
                            .put("eventVersion", "1.1")
                            .put("eventSource", "aws:dynamodb")
                            .put("awsRegion", LocalCredentials.REGION.id());
            entry.set("dynamodb", change);
            entry.put("eventSourceARN", stream);
        }
        return JsonTree.bytes(event);
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        ObjectNode object = JsonTree.object();
        attributes.forEach((name, value) -> object.set(name, attribute(value)));
        return object;
    }

    private static JsonNode attribute(AttributeValue value) {
        ObjectNode object = JsonTree.object();
        return switch (value.type()) {
            case S -> object.put("S", value.s());
            case N -> object.put("N", value.n());
            case BOOL -> object.put("BOOL", value.bool());
            case NUL -> object.put("NULL", value.nul());
            case B -> object.put("B", base64(value.b()));
            case M -> object.set("M", attributes(value.m()));
            case L -> {
                ArrayNode list = object.putArray("L");
                value.l().forEach(item -> list.add(attribute(item)));
                yield object;
            }
            case SS -> {
                value.ss().forEach(object.putArray("SS")::add);
                yield object;
            }
            case NS -> {
                value.ns().forEach(object.putArray("NS")::add);
                yield object;
            }
            case BS -> {
                ArrayNode list = object.putArray("BS");
                value.bs().forEach(item -> list.add(base64(item)));
                yield object;
            }
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalStateException("an attribute of no known type");
        };
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
