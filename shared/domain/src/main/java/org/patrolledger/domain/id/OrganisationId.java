package org.patrolledger.domain.id;

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
    public String toString() {
        return value;
    }
}
