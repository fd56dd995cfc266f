package org.patrolledger.domain.catalogue;

import org.patrolledger.domain.id.PriorityId;

/// What an operation set out to reduce; submissions say which of its priorities they served.
public record Priority(PriorityId id, String name) {}
