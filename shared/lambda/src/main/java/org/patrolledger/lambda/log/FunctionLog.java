package org.patrolledger.lambda.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// The log of one instance of a function. Tells its first invocation, the cold start, from later
/// ones.
public final class FunctionLog {
    private final InstantSource clock;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /// @param clock the time of lines, in practice that of the wall
    public FunctionLog(InstantSource clock) {
        this.clock = clock;
    }

    /// The log of one invocation. To be asked for once in each.
    public Log of(Context context) {
        return new Log(context, clock, cold.getAndSet(false));
    }
}
