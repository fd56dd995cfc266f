package org.patrolledger.domain.id;

import org.jspecify.annotations.Nullable;

/// What an operation set out to reduce, such as `antisocial-behaviour`.
///
/// @param value a [Slug]; anything else is refused with an [IllegalArgumentException]
public record PriorityId(String value) implements Comparable<PriorityId> {
    public PriorityId {
        Slug.require(value, "a priority's id");
    }

    @Override
    public int compareTo(PriorityId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PriorityId id && id.value.equals(value);
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
