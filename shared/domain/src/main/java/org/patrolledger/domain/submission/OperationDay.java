package org.patrolledger.domain.submission;

import java.util.Collection;
import java.util.List;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.OperationalDay;

/// An operation on one operational day: the unit in which submissions are read for a summary.
public record OperationDay(OperationId operation, OperationalDay day) {

    /// Each of `operations` on each of `days`.
    public static List<OperationDay> each(
            Collection<OperationId> operations, Collection<OperationalDay> days) {
        return operations.stream()
                .flatMap(operation -> days.stream().map(day -> new OperationDay(operation, day)))
                .toList();
    }
}
