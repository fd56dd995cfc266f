package org.patrolledger.contract;

import static org.patrolledger.contract.Field.optional;
import static org.patrolledger.contract.Field.required;

import java.util.List;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;

/// The fields that engagements and incidents share.
public final class SubmissionFields {
    static final Type<Long> COUNT = new Type.Count(0, 1_000_000_000);

    public static final Field<SubmissionId> ID =
            required(
                    "submissionId",
                    new Type.Id(),
                    "A UUID made by the client (RFC 9562); two that differ in case only are the same identifier.");

    public static final Field<OperationId> OPERATION =
            required(
                    "operation",
                    new Type.Slug<>(OperationId::new, false),
                    "In the catalogue, and active on the operational day.");

    public static final Field<PlaceId> PLACE =
            required(
                    "place",
                    new Type.Slug<>(PlaceId::new, false),
                    "A place of the operation that is valid on the operational day.");

    public static final Field<OrganisationId> ORGANISATION =
            required(
                    "organisation",
                    new Type.Slug<>(OrganisationId::new, false),
                    "Who reports: one of the organisations in the catalogue, and that of the token.");

    /// Which of the operation's priorities it served.
    public static final Field<List<PriorityId>> PRIORITIES =
            optional(
                    "priorities",
                    new Type.Slug<>(PriorityId::new, false).set(Operation.MOST_PRIORITIES),
                    List.of(),
                    "Priorities of the operation that this served, each at most once; another is a fault (rule catalogue).");

    public static final Field<Long> SAFEGUARDED =
            optional("peopleSafeguarded", COUNT, 0L, "People brought to safety.");

    public static final Field<Long> FLASHPOINTS =
            optional(
                    "flashpointsPrevented",
                    COUNT,
                    0L,
                    "Confrontations calmed before they broke out.");

    public static final Field<String> NOTE =
            optional("note", new Type.Text(0, 2_000), "Free text without personal data.")
                    .recordedOnly();

    /// Why a submission is corrected or withdrawn.
    public static final Field<String> REASON =
            required(
                    "reason",
                    new Type.Text(1, 500),
                    "Why a submission is corrected or withdrawn: 1 to 500 characters (code points), not blank.");

    /// What a withdrawal says, in its query.
    static final Form<String> WITHDRAWAL =
            Form.of(
                    "Withdrawal",
                    "Why a submission is withdrawn.",
                    List.of(REASON),
                    it -> it.get(REASON));

    private SubmissionFields() {}
}
