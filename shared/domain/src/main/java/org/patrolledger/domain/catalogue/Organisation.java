package org.patrolledger.domain.catalogue;

import org.patrolledger.domain.id.OrganisationId;

/// Who reports.
public record Organisation(OrganisationId id, String name) {}
