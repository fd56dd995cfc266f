package org.patrolledger.domain.catalogue;

import org.patrolledger.domain.id.OrganisationId;

/// Who reports.
///
/// @param name its id until it has given itself another
/// @param revision 1 when an operation or its own form added it, then one more with each renaming
public record Organisation(OrganisationId id, String name, int revision) {

    /// An organisation that was never renamed.
    public Organisation(OrganisationId id, String name) {
        this(id, name, 1);
    }
}
