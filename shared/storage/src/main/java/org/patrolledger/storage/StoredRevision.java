package org.patrolledger.storage;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.JsonBytes;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A revision as its item says it, in texts that nobody has read yet: places in the bytes of a
/// whole page of them.
///
/// Thousands of a summary's wait for those before them in the order of ids. Decoded, each would be
/// some sixty objects, and that many to move for every collection that meets them.
public final class StoredRevision {
    /// The attributes that make a revision, all of an item but those that repeat some of it; those
    /// that make a counted one first.
    static final List<String> ATTRIBUTES =
            List.of(
                    SubmissionItem.SUBMISSION_ID,
                    SubmissionItem.REVISION,
                    SubmissionItem.KIND,
                    SubmissionItem.BODY,
                    SubmissionItem.DIGEST,
                    SubmissionItem.RECEIVED_AT,
                    SubmissionItem.FIRST_RECEIVED_AT,
                    SubmissionItem.WITHDRAWN,
                    SubmissionItem.REASON,
                    SubmissionItem.SUBMITTED_BY,
                    SubmissionItem.SUBMITTED_FOR,
                    SubmissionItem.REQUEST);

    /// Those that make a counted revision.
    static final List<String> COUNTED =
            ATTRIBUTES.subList(0, ATTRIBUTES.indexOf(SubmissionItem.REASON));

    private static final int NONE = -1;

    private static final byte[][] NAMES =
            ATTRIBUTES.stream()
                    .map(it -> it.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);

    /// A kind of form, and what items call it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record StoredKind(Submission.Kind kind, byte[] code) {}

    private static final StoredKind[] KINDS =
            Stream.of(Submission.Kind.values())
                    .map(it -> new StoredKind(it, it.code().getBytes(StandardCharsets.US_ASCII)))
                    .toArray(StoredKind[]::new);

    private static final int ID = ATTRIBUTES.indexOf(SubmissionItem.SUBMISSION_ID);
    private static final int NUMBER = ATTRIBUTES.indexOf(SubmissionItem.REVISION);
    private static final int KIND = ATTRIBUTES.indexOf(SubmissionItem.KIND);
    private static final int BODY = ATTRIBUTES.indexOf(SubmissionItem.BODY);
    private static final int DIGEST = ATTRIBUTES.indexOf(SubmissionItem.DIGEST);
    private static final int RECEIVED_AT = ATTRIBUTES.indexOf(SubmissionItem.RECEIVED_AT);
    private static final int FIRST_RECEIVED_AT =
            ATTRIBUTES.indexOf(SubmissionItem.FIRST_RECEIVED_AT);
    private static final int WITHDRAWN = ATTRIBUTES.indexOf(SubmissionItem.WITHDRAWN);
    private static final int REASON = ATTRIBUTES.indexOf(SubmissionItem.REASON);
    private static final int SUBMITTED_BY = ATTRIBUTES.indexOf(SubmissionItem.SUBMITTED_BY);
    private static final int SUBMITTED_FOR = ATTRIBUTES.indexOf(SubmissionItem.SUBMITTED_FOR);
    private static final int REQUEST = ATTRIBUTES.indexOf(SubmissionItem.REQUEST);

    /// In the order of their submissions' ids.
    static final Comparator<StoredRevision> BY_ID = StoredRevision::compareIds;

    private final byte[] texts;

    /// Where each attribute's text begins in `texts`, and where it ends; negative where there is
    /// none.
    private final int[] spans = new int[2 * NAMES.length];

    /// The first eight characters of the id: of two ids they nearly always tell which is first, and
    /// `texts` lies elsewhere in memory.
    private long idBegins;

    /// @param texts where its texts are in UTF-8, among others
    public StoredRevision(byte[] texts) {
        this.texts = texts;
        Arrays.fill(spans, NONE);
    }

    /// What [SubmissionItem#of] wrote.
    static StoredRevision of(Map<String, AttributeValue> item) {
        var texts = new ByteArrayOutputStream();
        var lengths = new int[NAMES.length];
        for (int place = 0; place < NAMES.length; place++) {
            var name = ATTRIBUTES.get(place);
            var value = item.get(name);
            lengths[place] = NONE;
            if (value != null) {
                var text = text(name, value).getBytes(StandardCharsets.UTF_8);
                texts.writeBytes(text);
                lengths[place] = text.length;
            }
        }
        return of(lengths, texts.toByteArray());
    }

    /// What [#write] wrote.
    static StoredRevision read(DataInput in) throws IOException {
        int all = 0;
        var lengths = new int[NAMES.length];
        for (int place = 0; place < NAMES.length; place++) {
            lengths[place] = in.readInt();
            all += Math.max(0, lengths[place]);
        }
        var texts = new byte[all];
        in.readFully(texts);
        return of(lengths, texts);
    }

    /// @param lengths of the texts, one behind the other; negative for one that is not there
    private static StoredRevision of(int[] lengths, byte[] texts) {
        var stored = new StoredRevision(texts);
        int at = 0;
        for (int place = 0; place < lengths.length; place++) {
            if (lengths[place] >= 0) {
                stored.set(place, at, at + lengths[place]);
                at += lengths[place];
            }
        }
        return stored;
    }

    private static String text(String name, AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> value.bool().toString();
            case B, SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalStateException("a stored item has no text as " + name);
        };
    }

    /// Where the attribute `name` has its place among [#ATTRIBUTES]; negative where it has none.
    public static int placeOf(String name) {
        return ATTRIBUTES.indexOf(name);
    }

    /// Where the attribute has its place whose name `in` has just read; negative where it has none.
    static int placeOf(JsonBytes in) {
        for (int place = 0; place < NAMES.length; place++) {
            if (in.is(NAMES[place])) {
                return place;
            }
        }
        return NONE;
    }

    /// Sets where the text of an attribute is.
    public void set(int place, int from, int to) {
        spans[2 * place] = from;
        spans[2 * place + 1] = to;
        if (place == ID && to - from >= Long.BYTES) {
            idBegins = ByteBuffer.wrap(texts).getLong(from);
        }
    }

    private int from(int place) {
        int from = spans[2 * place];
        if (from < 0) {
            throw new IllegalStateException("a stored item lacks " + ATTRIBUTES.get(place));
        }
        return from;
    }

    private int to(int place) {
        return spans[2 * place + 1];
    }

    private int compareIds(StoredRevision other) {
        int begins = Long.compareUnsigned(idBegins, other.idBegins);
        return begins != 0
                ? begins
                : Arrays.compareUnsigned(
                        texts, from(ID), to(ID), other.texts, other.from(ID), other.to(ID));
    }

    /// Whether the attribute is there.
    boolean has(int place) {
        return spans[2 * place] >= 0;
    }

    /// How many bytes its texts have.
    int length() {
        int length = 0;
        for (int place = 0; place < NAMES.length; place++) {
            length += has(place) ? to(place) - from(place) : 0;
        }
        return length;
    }

    /// Writes how long each text is, then the texts.
    void write(DataOutput out) throws IOException {
        for (int place = 0; place < NAMES.length; place++) {
            out.writeInt(has(place) ? to(place) - from(place) : NONE);
        }
        for (int place = 0; place < NAMES.length; place++) {
            if (has(place)) {
                out.write(texts, from(place), to(place) - from(place));
            }
        }
    }

    /// The texts in the order of [#ATTRIBUTES], null for an attribute that is not there.
    List<@Nullable String> texts() {
        var all = new ArrayList<@Nullable String>();
        for (int place = 0; place < NAMES.length; place++) {
            all.add(has(place) ? text(place) : null);
        }
        return all;
    }

    private String text(int place) {
        int from = from(place);
        return new String(texts, from, to(place) - from, StandardCharsets.UTF_8);
    }

    private Instant time(int place) {
        var moment = Rfc3339.read(texts, from(place), to(place));
        if (moment == null) {
            throw new IllegalStateException(
                    "a stored item has no time as " + ATTRIBUTES.get(place));
        }
        return moment;
    }

    /// The number of the revision.
    int number() {
        return Integer.parseInt(text(NUMBER));
    }

    private boolean same(int place, int other) {
        return Arrays.equals(texts, from(place), to(place), texts, from(other), to(other));
    }

    /// The revision.
    ///
    /// @throws IllegalStateException if the item is none that this program stores
    public Revision revision() {
        var body = text(BODY);
        var receivedAt = time(RECEIVED_AT);
        return new Revision(
                SubmissionReader.stored(kind(), body),
                body,
                new Digest(text(DIGEST)),
                number(),
                receivedAt,
                same(FIRST_RECEIVED_AT, RECEIVED_AT) ? receivedAt : time(FIRST_RECEIVED_AT),
                has(WITHDRAWN) && Boolean.parseBoolean(text(WITHDRAWN)),
                has(REASON) ? Optional.of(text(REASON)) : Optional.empty(),
                text(SUBMITTED_BY),
                new OrganisationId(text(SUBMITTED_FOR)),
                text(REQUEST));
    }

    /// What of the revision figures are made of. Reads the document where it lies: once.
    ///
    /// @throws IllegalStateException if the item is none that this program stores, or was read
    public CountedRevision counted() {
        int from = from(BODY);
        spans[2 * BODY] = NONE; // what is unescaped is no JSON any more
        var receivedAt = time(RECEIVED_AT);
        return new CountedRevision(
                SubmissionReader.stored(kind(), texts, from, to(BODY)),
                new Digest(text(DIGEST)),
                number(),
                receivedAt,
                same(FIRST_RECEIVED_AT, RECEIVED_AT) ? receivedAt : time(FIRST_RECEIVED_AT),
                has(WITHDRAWN) && Boolean.parseBoolean(text(WITHDRAWN)));
    }

    private Submission.Kind kind() {
        for (int i = 0; i < KINDS.length; i++) {
            if (Arrays.equals(
                    texts, from(KIND), to(KIND), KINDS[i].code(), 0, KINDS[i].code().length)) {
                return KINDS[i].kind();
            }
        }
        throw new IllegalStateException("a stored submission is of no known kind");
    }
}
