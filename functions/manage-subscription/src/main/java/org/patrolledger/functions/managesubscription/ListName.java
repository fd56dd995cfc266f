package org.patrolledger.functions.managesubscription;

import org.patrolledger.domain.id.OperationId;

/// A list that one can be on.
record ListName(OperationId id, String name) {}
