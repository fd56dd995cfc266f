package org.patrolledger.functions.manageimport;

import java.util.Optional;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;

/// Empty workbooks to be filled in and imported, made of the forms and the catalogue as they are.
final class Templates {
    /// What a template is made of besides the catalogue; another number where it looks different.
    private static final String EDITION = "1";

    private final CatalogueSource catalogue;

    Templates(CatalogueSource catalogue) {
        this.catalogue = catalogue;
    }

    /// A template.
    ///
    /// @param tag differs where the catalogue, and so perhaps the template, does
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Template(byte[] bytes, String tag) {}

    /// The template of `operation`; empty where there is no such operation.
    ///
    /// @param organisation whose reports the template is for
    Optional<Template> of(OperationId operation, Optional<OrganisationId> organisation) {
        var version = catalogue.version().map(CatalogueSource.Version::value).orElse("");
        var tag = Digest.of(EDITION + " " + version + " " + operation + " " + organisation);
        return catalogue
                .load()
                .operation(operation)
                .map(it ->
                        new Template(new TemplateWorkbook(it).bytes(), tag.hex().substring(0, 32)));
    }
}
