package org.patrolledger.contract;

import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.id.PlaceId;

/// A place by itself, whose name and district are the same in every operation: every field once.
public final class PlaceForm {
    /// What a body says of a place.
    ///
    /// @param id where the body repeats that of the address
    public record Named(Optional<PlaceId> id, String name, String district) {}

    /// Where a body repeats what the address says.
    public static final Field<PlaceId> ID =
            Field.optional(
                    "id",
                    new Type.Slug<>(PlaceId::new, false),
                    "That of the address; a body of PUT may leave it out.");

    private static final Field<String> NAME =
            Field.required("name", new Type.Name(), OperationForm.NAME_SAYS);

    public static final Form<Named> FORM =
            Form.of(
                    "Place to create or rename",
                    "Body of PUT /catalogue/places/{id}.",
                    List.of(ID, NAME, OperationForm.DISTRICT, OperationForm.REVISION),
                    it -> new Named(it.find(ID), it.get(NAME), it.get(OperationForm.DISTRICT)));

    private PlaceForm() {}
}
