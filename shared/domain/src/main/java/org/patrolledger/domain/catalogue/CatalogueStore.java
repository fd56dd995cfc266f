package org.patrolledger.domain.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;

/// Keeps the catalogue, and every revision of what is in it.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface CatalogueStore extends CatalogueSource {
    /// The catalogue as it was at one moment, to check a change against.
    Snapshot snapshot();

    /// The catalogue at one moment.
    ///
    /// @param version names what `catalogue` says; empty before the first change
    record Snapshot(Catalogue catalogue, Optional<Version> version) {
        /// The revision after which `change` would come; 0 where there is no such thing yet.
        public int revisionBefore(Change change) {
            return switch (change) {
                case Change.OfOperation(Operation it) ->
                        catalogue.operation(it.id()).map(Operation::revision).orElse(0);
                case Change.OfOrganisation(Organisation it) ->
                        catalogue.organisation(it.id()).map(Organisation::revision).orElse(0);
                case Change.OfPlace(PlaceName it) ->
                        catalogue.place(it.id()).map(PlaceName::revision).orElse(0);
            };
        }
    }

    /// One revision of one thing in the catalogue.
    sealed interface Change {
        record OfOperation(Operation operation) implements Change {}

        record OfOrganisation(Organisation organisation) implements Change {}

        record OfPlace(PlaceName place) implements Change {}

        default int revision() {
            return switch (this) {
                case OfOperation(Operation it) -> it.revision();
                case OfOrganisation(Organisation it) -> it.revision();
                case OfPlace(PlaceName it) -> it.revision();
            };
        }
    }

    /// Who makes a change, and when.
    ///
    /// @param subject the `sub` of the token
    /// @param organisation that of the token
    record Author(String subject, OrganisationId organisation, Instant at) {}

    /// Makes `change`, adds the organisations that it names and the catalogue lacks, each named by
    /// its id, and records who made it: one atomic step, taken only while the catalogue is as it
    /// was `checked`.
    ///
    /// @return whether it was made; if not, the catalogue has changed and is to be checked again
    /// @throws IllegalArgumentException if the change does not follow the revision that was checked
    boolean write(Change change, Snapshot checked, Author author);

    /// A revision of an operation, as it was put, and who put it.
    record Recorded(Operation operation, Author author) {}

    /// The revisions of an operation after number `after`, oldest first, `most` at most.
    List<Recorded> history(OperationId operation, int after, int most);
}
