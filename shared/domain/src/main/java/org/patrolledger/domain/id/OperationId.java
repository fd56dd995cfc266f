package org.patrolledger.domain.id;

import org.jspecify.annotations.Nullable;

/// A named piece of work, such as `grip`.
///
/// @param value a [Slug]; anything else is refused with an [IllegalArgumentException]
public record OperationId(String value) implements Comparable<OperationId> {
    /// The summary over every operation goes by this name, so no operation may have it.
    public static final OperationId ALL = new OperationId("all-operations");

    public OperationId {
        Slug.require(value, "an operation's id");
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OperationId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
