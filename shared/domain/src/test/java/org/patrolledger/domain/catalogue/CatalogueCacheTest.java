package org.patrolledger.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OrganisationId;

class CatalogueCacheTest {
    private static final long LIFETIME = CatalogueCache.LIFETIME.toNanos();

    /// Starts below zero and crosses it, as `System::nanoTime` may.
    private final AtomicLong now = new AtomicLong(-LIFETIME / 2);

    /// Each load takes ten milliseconds and finds one more organisation.
    private final List<Organisation> stored = new ArrayList<>();

    private final CatalogueStore store =
            new CatalogueStore() {
                @Override
                public Catalogue load() {
                    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
                    var id = "organisation-" + stored.size();
                    stored.add(new Organisation(new OrganisationId(id), id));
                    return new Catalogue(List.of(), stored);
                }

                @Override
                public PutResult put(Operation operation) {
                    throw new AssertionError("a cache only reads");
                }
            };

    private final CatalogueCache cache = new CatalogueCache(store, now::get);

    @Test
    void it_is_read_once_within_its_lifetime_counted_from_before_the_read() {
        long before = now.get();
        var first = cache.recent();
        assertThat(cache.recent()).isSameAs(first);
        now.set(before + LIFETIME - 1);
        assertThat(cache.recent()).isSameAs(first);
        now.set(before + LIFETIME);
        assertThat(cache.recent().organisations()).hasSize(2);
    }

    @Test
    void reloading_reads_in_any_case_and_is_recent_afterwards() {
        cache.recent();
        var second = cache.reload();
        assertThat(second.organisations()).hasSize(2);
        assertThat(cache.recent()).isSameAs(second);
    }

    @Test
    void a_clock_that_went_backwards_makes_it_old() {
        cache.recent();
        now.addAndGet(-LIFETIME);
        assertThat(cache.recent().organisations()).hasSize(2);
    }
}
