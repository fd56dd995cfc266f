package org.patrolledger.formats.words;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// What the catalogue calls the operations, places and organisations of one summary, and the
/// districts in which its places lie. An id that the catalogue does not list goes by its own words.
public final class Names {
    private final String operation;
    private final Map<PlaceId, PlaceName> places = new HashMap<>();
    private final Map<OrganisationId, String> organisations = new HashMap<>();
    private final Map<PriorityId, String> priorities = new HashMap<>();
    private final List<Operation> covered;

    /// A place as people know it.
    ///
    /// @param district the GSS code of the local authority; empty where it is not known
    public record PlaceName(String name, String district) {}

    /// @param summary the operation of the summary, or [OperationId#ALL]
    public Names(Catalogue catalogue, OperationId summary) {
        this.covered = catalogue.covered(summary);
        this.operation =
                summary.equals(OperationId.ALL) || covered.isEmpty()
                        ? Labels.ofCode(summary.value())
                        : covered.getFirst().name();
        for (var each : covered) {
            each.places()
                    .forEach(place ->
                            places.putIfAbsent(
                                    place.id(), new PlaceName(place.name(), place.district())));
            each.priorities().forEach(it -> priorities.putIfAbsent(it.id(), it.name()));
        }
        catalogue.organisations().forEach(it -> organisations.put(it.id(), it.name()));
    }

    /// Only places have names here; everything else goes by the words of its id.
    public Names(OperationId summary, Map<PlaceId, PlaceName> places) {
        this.covered = List.of();
        this.operation = Labels.ofCode(summary.value());
        this.places.putAll(places);
    }

    /// The name of the summary's operation.
    public String operation() {
        return operation;
    }

    public String of(PlaceId place) {
        return placeName(place).name();
    }

    /// The GSS code of the local authority in which `place` lies; empty where it is not known.
    public String district(PlaceId place) {
        return placeName(place).district();
    }

    private PlaceName placeName(PlaceId place) {
        var name = places.get(place);
        return name == null ? new PlaceName(Labels.ofCode(place.value()), "") : name;
    }

    public String of(OrganisationId organisation) {
        var name = organisations.get(organisation);
        return name == null ? Labels.ofCode(organisation.value()) : name;
    }

    public String of(PriorityId priority) {
        var name = priorities.get(priority);
        return name == null ? Labels.ofCode(priority.value()) : name;
    }

    /// What funds the summary's operation on any day of `period`.
    public List<Funding> funding(ReportingPeriod period) {
        return covered.stream()
                .flatMap(it -> it.funding().stream())
                .filter(it -> it.runsIn(period.first(), period.last()))
                .toList();
    }

    /// The first operational day of the summary's operation, or of the first of its operations;
    /// empty where the catalogue does not say.
    public Optional<OperationalDay> activeFrom() {
        return covered.stream().map(it -> it.active().from()).min(Comparator.naturalOrder());
    }

    /// The name of a value of `breakdown`: an organisation's name, or a code's words.
    public String of(Breakdown breakdown, String value) {
        return switch (breakdown) {
            case ORGANISATION -> of(new OrganisationId(value));
            case PRIORITY ->
                    value.equals(Breakdown.NO_PRIORITY) ? "No priority" : of(new PriorityId(value));
            case STOP_SEARCHES_OUTCOME_LINKED ->
                    switch (value) {
                        case "true" -> "Linked";
                        case "false" -> "Not linked";
                        default -> Labels.ofCode(value);
                    };
            case ACTIVITY,
                    CATEGORY,
                    CONCERNS_RAISED,
                    ITEMS_HANDED_OUT,
                    WEAPONS_SEIZED,
                    POWERS_USED,
                    THEME,
                    AUDIENCE,
                    STOP_SEARCHES_OBJECT,
                    STOP_SEARCHES_OUTCOME,
                    STOP_SEARCHES_LEGISLATION,
                    STOP_SEARCHES_GENDER,
                    STOP_SEARCHES_AGE_RANGE,
                    STOP_SEARCHES_SELF_DEFINED_ETHNICITY,
                    STOP_SEARCHES_OFFICER_DEFINED_ETHNICITY ->
                    Labels.ofCode(value);
        };
    }
}
