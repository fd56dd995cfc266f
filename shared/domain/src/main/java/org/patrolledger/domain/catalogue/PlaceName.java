package org.patrolledger.domain.catalogue;

import org.patrolledger.domain.id.PlaceId;

/// What a place is called and where it lies, the same in every operation that uses it.
///
/// @param district the ONS GSS code of the local authority, such as `E07000071`
/// @param revision 1 when an operation or its own form added it, then one more with each renaming
public record PlaceName(PlaceId id, String name, String district, int revision) {

    /// Whether `place` is called the same and lies in the same district.
    public boolean isOf(Place place) {
        return name.equals(place.name()) && district.equals(place.district());
    }
}
