package org.patrolledger.formats.words;

import java.util.List;
import java.util.Set;
import org.patrolledger.domain.summary.Measure;

/// In which order measures are shown where not all are, or not in the order of [Measure]: one table
/// for the page, the workbook and the weekly mail.
public final class MeasureOrder {
    /// As headlines: what a lead asks about first.
    public static final List<Measure> HEADLINES =
            List.of(
                    Measure.ARRESTS,
                    Measure.STOP_SEARCHES,
                    Measure.WEAPONS_SEIZED,
                    Measure.PATROLS,
                    Measure.PATROL_MINUTES,
                    Measure.PEOPLE_ENGAGED,
                    Measure.PEOPLE_SAFEGUARDED,
                    Measure.CONCERNS_RAISED,
                    Measure.ENGAGEMENTS,
                    Measure.FLASHPOINTS_PREVENTED,
                    Measure.PEOPLE_SCREENED,
                    Measure.ITEMS_HANDED_OUT,
                    Measure.ONLINE_VIEWS,
                    Measure.POWERS_USED);

    /// As columns of the table of places.
    public static final List<Measure> COLUMNS =
            List.of(
                    Measure.ENGAGEMENTS,
                    Measure.PATROLS,
                    Measure.PATROLS_OF_15_MINUTES,
                    Measure.PATROL_MINUTES,
                    Measure.PERSON_MINUTES,
                    Measure.PEOPLE_ENGAGED,
                    Measure.ARRESTS,
                    Measure.STOP_SEARCHES,
                    Measure.WEAPONS_SEIZED,
                    Measure.CONCERNS_RAISED,
                    Measure.PEOPLE_SAFEGUARDED,
                    Measure.FLASHPOINTS_PREVENTED,
                    Measure.PEOPLE_SCREENED,
                    Measure.ITEMS_HANDED_OUT,
                    Measure.POWERS_USED,
                    Measure.ONLINE_VIEWS);

    /// As rows of the weekly mail: what the public asks about first.
    public static final List<Measure> MAIL =
            List.of(
                    Measure.SUBMISSIONS,
                    Measure.PATROLS,
                    Measure.PATROL_MINUTES,
                    Measure.PEOPLE_ENGAGED,
                    Measure.ARRESTS,
                    Measure.STOP_SEARCHES,
                    Measure.WEAPONS_SEIZED,
                    Measure.PEOPLE_SAFEGUARDED,
                    Measure.PEOPLE_SCREENED,
                    Measure.FLASHPOINTS_PREVENTED,
                    Measure.CONCERNS_RAISED,
                    Measure.POWERS_USED,
                    Measure.ITEMS_HANDED_OUT,
                    Measure.ONLINE_VIEWS);

    /// Rows of the weekly mail that are there though nothing was reported.
    public static final Set<Measure> ALWAYS_IN_MAIL =
            Set.of(
                    Measure.SUBMISSIONS,
                    Measure.PATROLS,
                    Measure.PEOPLE_ENGAGED,
                    Measure.ARRESTS,
                    Measure.STOP_SEARCHES,
                    Measure.WEAPONS_SEIZED);

    private MeasureOrder() {}
}
