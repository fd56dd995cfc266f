package org.patrolledger.storage;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A revision as its item says it, in texts that nobody has read yet: a dozen objects.
///
/// Thousands of a summary's wait for those before them in the order of ids. Decoded, each would be
/// five times as many objects, and that many to move for every collection that meets them.
public final class StoredRevision {
    /// The attributes that make a revision, all of an item but those that repeat some of it.
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

    private static final Map<String, Integer> PLACES =
            IntStream.range(0, ATTRIBUTES.size())
                    .boxed()
                    .collect(toUnmodifiableMap(ATTRIBUTES::get, it -> it));

    private static final int ID = place(SubmissionItem.SUBMISSION_ID);
    private static final int NUMBER = place(SubmissionItem.REVISION);
    private static final int KIND = place(SubmissionItem.KIND);
    private static final int BODY = place(SubmissionItem.BODY);
    private static final int DIGEST = place(SubmissionItem.DIGEST);
    private static final int RECEIVED_AT = place(SubmissionItem.RECEIVED_AT);
    private static final int FIRST_RECEIVED_AT = place(SubmissionItem.FIRST_RECEIVED_AT);
    private static final int WITHDRAWN = place(SubmissionItem.WITHDRAWN);
    private static final int REASON = place(SubmissionItem.REASON);
    private static final int SUBMITTED_BY = place(SubmissionItem.SUBMITTED_BY);
    private static final int SUBMITTED_FOR = place(SubmissionItem.SUBMITTED_FOR);
    private static final int REQUEST = place(SubmissionItem.REQUEST);

    /// In the order of their submissions' ids.
    static final Comparator<StoredRevision> BY_ID =
            (one, other) -> one.text(ID).compareTo(other.text(ID));

    private final @Nullable String[] texts = new String[ATTRIBUTES.size()];

    /// What [SubmissionItem#of] wrote.
    static StoredRevision of(Map<String, AttributeValue> item) {
        var stored = new StoredRevision();
        for (var each : PLACES.entrySet()) {
            var value = item.get(each.getKey());
            if (value != null) {
                stored.set(
                        each.getValue(),
                        switch (value.type()) {
                            case S -> value.s();
                            case N -> value.n();
                            case BOOL -> value.bool().toString();
                            case B, SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION ->
                                    throw new IllegalStateException(
                                            "a stored item has no text as " + each.getKey());
                        });
            }
        }
        return stored;
    }

    private static int place(String attribute) {
        return placeOf(attribute).orElseThrow();
    }

    /// Where an attribute has its place among [#ATTRIBUTES]; empty where it has none.
    public static Optional<Integer> placeOf(String attribute) {
        return Optional.ofNullable(PLACES.get(attribute));
    }

    /// Sets the text of the attribute that has its place there.
    public void set(int place, String text) {
        texts[place] = text;
    }

    /// The texts in the order of [#ATTRIBUTES], null for an attribute that is not there.
    List<@Nullable String> texts() {
        return Arrays.asList(texts);
    }

    private String text(int place) {
        var text = texts[place];
        if (text == null) {
            throw new IllegalStateException("a stored item lacks " + ATTRIBUTES.get(place));
        }
        return text;
    }

    private Instant time(int place) {
        var moment = Rfc3339.read(text(place));
        if (moment == null) {
            throw new IllegalStateException(
                    "a stored item has no time as " + ATTRIBUTES.get(place));
        }
        return moment;
    }

    /// The revision.
    ///
    /// @throws IllegalStateException if the item is none that this program stores
    public Revision revision() {
        var body = text(BODY);
        var receivedAt = time(RECEIVED_AT);
        return new Revision(
                SubmissionReader.stored(kind(text(KIND)), body),
                body,
                new Digest(text(DIGEST)),
                Integer.parseInt(text(NUMBER)),
                receivedAt,
                text(FIRST_RECEIVED_AT).equals(text(RECEIVED_AT))
                        ? receivedAt
                        : time(FIRST_RECEIVED_AT),
                Boolean.parseBoolean(texts[WITHDRAWN]),
                Optional.ofNullable(texts[REASON]),
                text(SUBMITTED_BY),
                new OrganisationId(text(SUBMITTED_FOR)),
                text(REQUEST));
    }

    private static Submission.Kind kind(String code) {
        for (var kind : Submission.Kind.values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalStateException("a stored submission is of no known kind");
    }
}
