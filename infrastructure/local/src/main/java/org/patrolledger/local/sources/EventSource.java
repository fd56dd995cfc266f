package org.patrolledger.local.sources;

import java.time.Duration;

/// Something that is polled, and gives what it finds to a function.
interface EventSource {

    /// Looks once, and works off what is there.
    ///
    /// @param eager whether not to wait for more to join a batch
    /// @return whether there was anything
    boolean turn(boolean eager);

    /// How long to let pass before the next look where there was nothing.
    Duration rest();

    /// Whether anything is still to come that this source knows of: delayed, or being worked off.
    boolean pending();
}
