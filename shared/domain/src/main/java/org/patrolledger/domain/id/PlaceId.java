package org.patrolledger.domain.id;

import org.jspecify.annotations.Nullable;

/// A hotspot, zone, town centre or venue of an operation.
///
/// @param value a [Slug]; anything else is refused with an [IllegalArgumentException]
public record PlaceId(String value) implements Comparable<PlaceId> {
    public PlaceId {
        Slug.require(value, "a place's id");
    }

    @Override
    public int compareTo(PlaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlaceId id && id.value.equals(value);
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
