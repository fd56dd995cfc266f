package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// What submissions used is not taken away.
class CatalogueUsageTest extends CatalogueFixture {
    // what is in use

    @Test
    void a_place_or_day_that_submissions_used_is_not_taken_away() {
        createGrip();
        log.append(Form.engagement().first());

        assertThat(grip(it -> it.put("places", List.of(place("basildon-town-square"))), "shifts"))
                .containsExactly("/places in-use");
        assertThat(grip(it -> places(it, "validUntil", "2023-02-02")))
                .containsExactly("/places/0/validUntil in-use");
        assertThat(grip(it -> places(it, "validFrom", "2023-02-04")))
                .containsExactly("/places/0/validFrom in-use");
        assertThat(grip(it -> it.put("activeUntil", "2023-02-02")))
                .containsExactly("/activeUntil in-use");
        assertThat(grip(it -> it.put("activeFrom", "2023-02-04")))
                .containsExactly("/activeFrom in-use");
        assertThat(
                        grip(it -> {
                            it.put("activeUntil", "2023-02-02");
                            places(it, "validFrom", "2023-02-04");
                        }))
                .containsExactly("/activeUntil in-use", "/places/0/validFrom in-use");
        assertThat(pauses).hasValue(0);
    }

    @Test
    void a_place_that_submissions_used_is_ended_and_one_that_none_used_is_removed() {
        createGrip();
        log.append(Form.engagement().first());

        assertThat(grip(it -> places(it, "validUntil", "2023-02-03"))).isEmpty();
        var after = store.load().operation(Sample.GRIP).orElseThrow();
        assertThat(after.revision()).isEqualTo(2);

        var removed = document();
        removed.put("places", List.of(place("southend-high-street")));
        removed.remove("shifts");
        assertThat(put(removed, 2).status()).isEqualTo(200);
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().places()).hasSize(1);
    }

    @Test
    void a_withdrawn_submission_still_uses_its_place_and_one_moved_away_does_not() {
        createGrip();
        var first = Form.engagement().first();
        log.append(first);
        var moved =
                Form.engagement()
                        .of(first.submission().id())
                        .with("place", "basildon-town-square")
                        .after(first);
        log.revise(first, moved);
        log.revise(moved, Form.withdrawalOf(moved));

        assertThat(grip(it -> it.put("places", List.of(place("southend-high-street"))), "shifts"))
                .containsExactly("/places in-use");
        assertThat(grip(it -> it.put("places", List.of(place("basildon-town-square"))), "shifts"))
                .isEmpty();
    }

    @Test
    void a_form_whose_clock_is_ahead_uses_the_day_to_come() {
        createGrip();
        var early = new MaintainCatalogue(store, log, Sample.at("2023-02-04T05:58:00Z"), () -> {});
        log.append(Form.engagement().at(Instant.parse("2023-02-04T06:01:00Z")).first());
        var ended = document();
        ended.put("activeUntil", "2023-02-03");

        assertThat(call(ended, 1).answeredBy(early).faults())
                .containsExactly("/activeUntil in-use");
    }
}
