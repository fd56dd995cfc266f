package org.patrolledger.domain.catalogue;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A copy of the catalogue that is never older than [#LIFETIME], so that a busy function does not
/// read it for each submission.
///
/// Whoever changes the catalogue waits that long before saying so: then every function has seen the
/// change, or will look.
public final class CatalogueCache {
    /// How old a copy may get.
    public static final Duration LIFETIME = Duration.ofSeconds(1);

    private record Copy(Catalogue catalogue, long loadedAt) {}

    private final CatalogueStore store;
    private final LongSupplier nanoTime;
    private volatile @Nullable Copy copy;

    /// A cache that measures age by `nanoTime`, such as `System::nanoTime`.
    public CatalogueCache(CatalogueStore store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
    }

    /// The catalogue as it was at most [#LIFETIME] ago.
    public Catalogue recent() {
        var held = copy;
        return held != null && age(held.loadedAt()) < LIFETIME.toNanos()
                ? held.catalogue()
                : reload();
    }

    /// The catalogue as it is now.
    public Catalogue reload() {
        // The age counts from before the read, not after: the read may be as old as its beginning.
        long before = nanoTime.getAsLong();
        var catalogue = store.load();
        copy = new Copy(catalogue, before);
        return catalogue;
    }

    /// A clock that went backwards (a restored snapshot has another one) makes the copy count as
    /// old.
    private long age(long loadedAt) {
        long age = nanoTime.getAsLong() - loadedAt;
        return age < 0 ? Long.MAX_VALUE : age;
    }
}
