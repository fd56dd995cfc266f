package org.patrolledger.storage;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Of revisions sorted by submission the newest of each. While a revision is moving within the
/// index, a reader may meet it at both places.
final class NewestOnly implements Iterator<StoredRevision> {
    private final Iterator<StoredRevision> sorted;
    private @Nullable StoredRevision ahead;

    NewestOnly(Iterator<StoredRevision> sorted) {
        this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || sorted.hasNext();
    }

    @Override
    public StoredRevision next() {
        var newest = ahead == null ? sorted.next() : ahead;
        ahead = null;
        while (sorted.hasNext()) {
            var other = sorted.next();
            if (StoredRevision.BY_ID.compare(other, newest) != 0) {
                ahead = other;
                break;
            }
            newest = other.number() > newest.number() ? other : newest;
        }
        return newest;
    }
}
