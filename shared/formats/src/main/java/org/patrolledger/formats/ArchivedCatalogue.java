package org.patrolledger.formats;

import java.util.ArrayList;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.Manifest.CatalogueVersion;

/// A version of the catalogue as it lies beside the summaries: `GET /catalogue`'s document in RFC
/// 8785 canonical form.
public final class ArchivedCatalogue {
    private ArchivedCatalogue() {}

    /// The bytes of `catalogue`.
    public static byte[] write(Catalogue catalogue) {
        return CatalogueDocument.canonical(catalogue);
    }

    /// How manifests name `catalogue`.
    public static CatalogueVersion version(Catalogue catalogue) {
        return new CatalogueVersion(catalogue.version(), Digest.of(write(catalogue)));
    }

    /// Reads what [#write] makes.
    ///
    /// @throws MalformedDocumentException if `bytes` are no catalogue
    public static Catalogue read(byte[] bytes) {
        return JsonObjectReader.reading(
                "catalogue", () -> catalogue(JsonObjectReader.parse(bytes)));
    }

    private static Catalogue catalogue(JsonObjectReader fields) {
        var operations = new ArrayList<Operation>();
        fields.objects("operations", ArchivedCatalogue::operation).forEach(operations::add);
        return new Catalogue(
                operations,
                fields.objects("organisations", ArchivedCatalogue::organisation),
                fields.objects("places", ArchivedCatalogue::place));
    }

    private static Organisation organisation(JsonObjectReader fields) {
        return new Organisation(
                new OrganisationId(fields.text("id")),
                fields.text("name"),
                fields.smallCount("revision"));
    }

    private static PlaceName place(JsonObjectReader fields) {
        return new PlaceName(
                fields.place("id"),
                fields.text("name"),
                fields.text("district"),
                fields.smallCount("revision"));
    }

    private static Operation operation(JsonObjectReader fields) {
        var id = new OperationId(fields.text("id"));
        return switch (CatalogueDocument.read(id, fields.smallCount("revision"), fields.map())) {
            case CatalogueDocument.Result.Valid(var operation) -> operation;
            case CatalogueDocument.Result.Invalid(var faults) ->
                    throw new MalformedDocumentException(
                            "operation " + id + " has faults: " + faults);
        };
    }
}
