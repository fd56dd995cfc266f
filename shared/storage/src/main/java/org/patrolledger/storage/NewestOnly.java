package org.patrolledger.storage;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Revision;

/// Of revisions sorted by submission the newest of each. While a revision is moving within the
/// index, a reader may meet it at both places.
final class NewestOnly implements Iterator<Revision> {
    private final Iterator<StoredRevision> sorted;
    private @Nullable Revision ahead;

    NewestOnly(Iterator<StoredRevision> sorted) {
        this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || sorted.hasNext();
    }

    @Override
    public Revision next() {
        var newest = ahead == null ? sorted.next().revision() : ahead;
        ahead = null;
        while (sorted.hasNext()) {
            var other = sorted.next().revision();
            if (!other.submission().id().equals(newest.submission().id())) {
                ahead = other;
                break;
            }
            newest = other.number() > newest.number() ? other : newest;
        }
        return newest;
    }
}
