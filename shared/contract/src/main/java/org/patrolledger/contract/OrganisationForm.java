package org.patrolledger.contract;

import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.id.OrganisationId;

/// An organisation: every field once.
public final class OrganisationForm {
    /// What a body says of an organisation.
    ///
    /// @param id where the body repeats that of the address
    public record Named(Optional<OrganisationId> id, String name) {}

    /// Where a body repeats what the address says.
    public static final Field<OrganisationId> ID =
            Field.optional(
                    "id",
                    new Type.Slug<>(OrganisationId::new, false),
                    "That of the address; a body of PUT may leave it out.");

    private static final Field<String> NAME =
            Field.required("name", new Type.Name(), OperationForm.NAME_SAYS);

    public static final Form<Named> FORM =
            Form.of(
                    "Organisation to create or rename",
                    "Body of PUT /catalogue/organisations/{id}.",
                    List.of(ID, NAME, OperationForm.REVISION),
                    it -> new Named(it.find(ID), it.get(NAME)));

    private OrganisationForm() {}
}
