package org.patrolledger.domain.summary;

import java.util.Collection;
import java.util.List;
import org.patrolledger.domain.id.OperationId;

/// What publishing has to decide one at a time: per operation the head of its chain of editions,
/// and which periods were begun.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface EditionChain {
    /// Records that a first edition of `key` is about to be made. Idempotent. Comes before the
    /// submissions are read, so that a change is either read, or finds the period [#begun] and
    /// makes it due again.
    void begin(SummaryKey key);

    /// Whether [#begin] was ever called for `key`, read consistently.
    boolean begun(SummaryKey key);

    /// Every summary of `operation` that was begun, in no particular order.
    List<SummaryKey> begun(OperationId operation);

    /// As [#begun(OperationId)], of every one of `operations`, which may be thousands.
    default List<SummaryKey> begun(Collection<OperationId> operations) {
        return operations.stream().flatMap(it -> begun(it).stream()).toList();
    }

    /// The head of the operation's chain, read consistently.
    ChainHead head(OperationId operation);

    /// Moves the head of `operation` from `from` to `to`, if it is still `from`. One atomic step.
    ///
    /// @param to follows `from`, with a link whose staging prefix no other has
    /// @return whether it was moved (by this very call)
    boolean commit(OperationId operation, ChainHead from, ChainHead to);
}
