package org.patrolledger.storage;

import static org.patrolledger.lambda.Priming.NAME;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.time.OperationalDay;

/// Reads the real catalogue as often as it is asked, and gives one of its own, which knows what the
/// events of priming name.
public record PrimingCatalogue(CatalogueSource real) implements CatalogueSource {
    /// A cache of it by a clock that runs away, so that every call reads the catalogue, as the
    /// first one does, and asks for its version, as later ones do.
    public CatalogueCache cache() {
        var ticks = new AtomicLong();
        return new CatalogueCache(
                this,
                Duration.ofSeconds(1),
                InstantSource.system(),
                () -> ticks.addAndGet(Duration.ofSeconds(1).toNanos()));
    }

    @Override
    public Catalogue load() {
        real.load();
        return catalogue();
    }

    @Override
    public Optional<Version> version() {
        real.version();
        return Optional.empty();
    }

    /// One operation with one place, one organisation and one priority, all named alike.
    static Catalogue catalogue() {
        var organisation = new OrganisationId(NAME);
        var place = new PlaceId(NAME);
        var always = new Place.Validity(OperationalDay.parse("2000-01-01"), Optional.empty());
        var shift =
                new Shift(
                        place,
                        EnumSet.allOf(DayOfWeek.class),
                        LocalTime.of(10, 0),
                        LocalTime.of(18, 0));
        return new Catalogue(
                List.of(
                        new Operation(
                                new OperationId(NAME),
                                NAME,
                                1,
                                always,
                                List.of(organisation),
                                List.of(new Place(place, NAME, NAME, always)),
                                List.of(shift),
                                List.of(new Priority(new PriorityId(NAME), NAME)),
                                List.of())),
                List.of(new Organisation(organisation, NAME)));
    }
}
