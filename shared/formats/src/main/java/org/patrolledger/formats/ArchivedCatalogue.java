package org.patrolledger.formats;

import java.util.ArrayList;
import java.util.List;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
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

    /// The operations of what [#write] made. Of organisations only those are there that operations
    /// name.
    ///
    /// @throws MalformedDocumentException if `bytes` are no catalogue
    public static Catalogue read(byte[] bytes) {
        return Fields.reading("catalogue", () -> catalogue(Fields.parse(bytes)));
    }

    private static Catalogue catalogue(Fields fields) {
        var operations = new ArrayList<Operation>();
        fields.objects("operations", ArchivedCatalogue::operation).forEach(operations::add);
        return new Catalogue(operations, List.of());
    }

    private static Operation operation(Fields fields) {
        var id = new OperationId(fields.text("id"));
        return switch (CatalogueDocument.read(id, fields.smallCount("revision"), fields.map())) {
            case CatalogueDocument.Result.Valid(var operation) -> operation;
            case CatalogueDocument.Result.Invalid(var faults) ->
                    throw new MalformedDocumentException("operation " + id + " has faults");
        };
    }
}
