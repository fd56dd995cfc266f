package org.patrolledger.domain.catalogue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A copy of the catalogue, so that a busy function does not read it for each submission.
///
/// A caller that removes part of the catalogue waits for the lifetime of copies before saying so:
/// then every function has seen the change, or will look. What is added needs no waiting for,
/// because nobody refuses anything by a copy alone.
public final class CatalogueCache {
    /// @param version the version loaded; empty for a copy that nothing can be compared with
    /// @param checked whether it may be trusted by its age
    /// @param loadedAt of the monotonic clock, in nanoseconds
    /// @param loadedAtMillis of the wall clock
    private record Copy(
            Catalogue catalogue,
            Optional<CatalogueSource.Version> version,
            boolean checked,
            long loadedAt,
            long loadedAtMillis) {}

    private final CatalogueSource store;
    private final Duration lifetime;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable Copy copy;

    /// A cache for who asks for [#current] only.
    public CatalogueCache(CatalogueSource store) {
        this(store, Duration.ZERO, InstantSource.system());
    }

    /// A cache whose copies are trusted for `lifetime`.
    public CatalogueCache(CatalogueSource store, Duration lifetime, InstantSource clock) {
        this(store, lifetime, clock, System::nanoTime);
    }

    /// A cache that measures age by both clocks, whichever says more: one may stand still while a
    /// machine is frozen, the other may be put right.
    ///
    /// @param nanoTime such as `System::nanoTime`
    public CatalogueCache(
            CatalogueSource store, Duration lifetime, InstantSource clock, LongSupplier nanoTime) {
        this.store = store;
        this.lifetime = lifetime;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /// Loads a copy for a snapshot of this process. A process resumed from the snapshot asks for
    /// its version first, by any clock.
    public void prepare() {
        var version = store.version();
        copy = new Copy(store.load(), version, false, nanoTime.getAsLong(), clock.millis());
    }

    /// The catalogue as it was not longer than the lifetime ago.
    public Catalogue recent() {
        var held = copy;
        return held != null && isYoung(held) ? held.catalogue() : current();
    }

    /// What `read` makes of the recent catalogue; where that is `lacking` something, what it makes
    /// of the current one. So nobody is refused by a copy alone, which may be older than an
    /// operation or a place.
    public <T> T read(Function<Catalogue, T> read, Predicate<? super T> lacking) {
        var result = read.apply(recent());
        return lacking.test(result) ? read.apply(current()) : result;
    }

    /// The catalogue as it is now.
    public Catalogue current() {
        var held = copy;
        // Age counts from before the reads, not after: they may be as old as their beginning.
        long at = nanoTime.getAsLong();
        long atMillis = clock.millis();
        // The first call of a function reads once. Only a copy that is used again is worth asking
        // for its version.
        var version = held == null ? Optional.<CatalogueSource.Version>empty() : store.version();
        var catalogue =
                held != null && version.isPresent() && version.equals(held.version())
                        ? held.catalogue()
                        : store.load();
        copy = new Copy(catalogue, version, true, at, atMillis);
        return catalogue;
    }

    /// A clock that went backwards (a restored snapshot has another one) makes the copy count as
    /// old.
    private boolean isYoung(Copy held) {
        return held.checked()
                && isWithinLifetime(nanoTime.getAsLong() - held.loadedAt(), lifetime.toNanos())
                && isWithinLifetime(clock.millis() - held.loadedAtMillis(), lifetime.toMillis());
    }

    private static boolean isWithinLifetime(long age, long lifetime) {
        return age >= 0 && age < lifetime;
    }
}
