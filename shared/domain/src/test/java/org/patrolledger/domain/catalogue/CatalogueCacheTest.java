package org.patrolledger.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OrganisationId;

class CatalogueCacheTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long LIFETIME = SECOND.toNanos();

    /// Starts below zero and crosses it, as `System::nanoTime` may.
    private final AtomicLong now = new AtomicLong(-LIFETIME / 2);

    private final AtomicLong wall = new AtomicLong(1_675_423_800_000L);
    private final Store store = new Store();
    private final CatalogueCache cache =
            new CatalogueCache(store, SECOND, () -> Instant.ofEpochMilli(wall.get()), now::get);

    /// Each call takes ten milliseconds.
    private final class Store implements CatalogueSource {
        private final List<Organisation> stored = new ArrayList<>();
        private Optional<Version> version = Optional.empty();
        private int loads;
        private int looks;

        @Override
        public Catalogue load() {
            pass(Duration.ofMillis(10));
            loads++;
            return new Catalogue(List.of(), stored);
        }

        @Override
        public Optional<Version> version() {
            pass(Duration.ofMillis(10));
            looks++;
            return version;
        }

        void change() {
            var id = "organisation-" + stored.size();
            stored.add(new Organisation(new OrganisationId(id), id));
            version = Optional.of(new Version(id));
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        wall.addAndGet(time.toMillis());
    }

    private int organisations() {
        return cache.recent().organisations().size();
    }

    @Test
    void it_is_read_once_within_its_lifetime_counted_from_before_the_read() {
        long before = now.get();
        var first = cache.recent();
        assertThat(cache.recent()).isSameAs(first);
        now.set(before + LIFETIME - 1);
        assertThat(cache.recent()).isSameAs(first);
        now.set(before + LIFETIME);
        assertThat(cache.recent()).isNotSameAs(first);
        assertThat(store.loads).isEqualTo(2);
    }

    @Test
    void the_age_is_what_the_faster_of_two_clocks_says() {
        store.change();
        cache.recent();
        store.change();
        now.addAndGet(LIFETIME);
        assertThat(organisations()).isEqualTo(2);
        store.change();
        wall.addAndGet(SECOND.toMillis());
        assertThat(organisations()).isEqualTo(3);
    }

    @Test
    void a_clock_that_went_backwards_makes_it_old() {
        cache.recent();
        now.addAndGet(-LIFETIME);
        cache.recent();
        wall.addAndGet(-1_000);
        cache.recent();
        assertThat(store.loads).isEqualTo(3);
    }

    @Test
    void the_first_time_it_is_loaded_without_asking_for_its_version() {
        store.change();
        cache.recent();
        assertThat(store.looks).isZero();
        assertThat(store.loads).isEqualTo(1);
    }

    @Test
    void as_long_as_the_version_stays_it_is_not_loaded_again() {
        store.change();
        cache.recent();
        pass(SECOND);
        cache.recent();
        for (int i = 0; i < 5; i++) {
            pass(SECOND);
            assertThat(organisations()).isEqualTo(1);
        }
        assertThat(store.loads).isEqualTo(2);
        assertThat(store.looks).isEqualTo(6);

        store.change();
        pass(SECOND);
        assertThat(organisations()).isEqualTo(2);
        assertThat(store.loads).isEqualTo(3);
    }

    @Test
    void what_was_found_unchanged_is_young_again() {
        store.change();
        cache.recent();
        pass(SECOND);
        cache.recent();
        pass(SECOND);
        cache.recent();
        int looks = store.looks;
        pass(Duration.ofMillis(900));
        cache.recent();
        assertThat(store.looks).isEqualTo(looks);
    }

    @Test
    void without_a_version_it_is_loaded_every_time() {
        cache.recent();
        for (int i = 0; i < 3; i++) {
            pass(SECOND);
            cache.recent();
        }
        assertThat(store.loads).isEqualTo(4);
    }

    @Test
    void the_current_one_is_compared_in_any_case_and_is_recent_afterwards() {
        store.change();
        cache.current();
        store.change();
        var second = cache.current();
        assertThat(second.organisations()).hasSize(2);
        assertThat(cache.recent()).isSameAs(second);
        assertThat(cache.current()).isSameAs(second);
        store.change();
        assertThat(cache.current().organisations()).hasSize(3);
    }

    @Test
    void a_copy_prepared_for_a_snapshot_is_compared_before_it_is_used_and_not_loaded_again() {
        store.change();
        cache.prepare();
        assertThat(organisations()).isEqualTo(1);
        assertThat(store.looks).isEqualTo(2);
        assertThat(store.loads).isEqualTo(1);
        cache.recent();
        assertThat(store.looks).isEqualTo(2);

        cache.prepare();
        store.change();
        assertThat(organisations()).isEqualTo(2);
    }

    @Test
    void one_for_what_is_current_trusts_no_copy() {
        var strict = new CatalogueCache(store);
        strict.recent();
        store.change();
        assertThat(strict.recent().organisations()).hasSize(1);
    }

    /// A change between the two reads may be in what is loaded, and is looked for again.
    @Test
    void the_version_is_asked_for_before_the_load() {
        store.change();
        cache.recent();
        pass(SECOND);
        var racing =
                new CatalogueSource() {
                    @Override
                    public Catalogue load() {
                        store.change();
                        return store.load();
                    }

                    @Override
                    public Optional<Version> version() {
                        return store.version();
                    }
                };
        var raced = new CatalogueCache(racing);
        raced.current();
        raced.current();
        int loads = store.loads;
        raced.current();
        assertThat(store.loads).isEqualTo(loads + 1);
    }
}
