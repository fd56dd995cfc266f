package org.patrolledger.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.lambda.Environment;

/// Makes the functions of a stack.
@FunctionalInterface
public interface Handlers {

    /// The functions by the names they are invoked by.
    Map<String, RequestStreamHandler> of(Environment environment, InstantSource clock);
}
