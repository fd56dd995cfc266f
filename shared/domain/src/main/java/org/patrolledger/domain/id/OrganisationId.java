package org.patrolledger.domain.id;

import org.jspecify.annotations.Nullable;

/// Who reports, such as `essex-police`.
///
/// @param value a [Slug]; anything else is refused with an [IllegalArgumentException]
public record OrganisationId(String value) implements Comparable<OrganisationId> {
    public OrganisationId {
        Slug.require(value, "an organisation's id");
    }

    @Override
    public int compareTo(OrganisationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrganisationId id && id.value.equals(value);
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
