package org.patrolledger.local.embedded.invoke;

/// What became of one invocation.
public sealed interface Outcome {

    /// The function returned.
    ///
    /// @param payload what it wrote
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares outcomes.
    record Returned(byte[] payload) implements Outcome {}

    /// The function threw.
    record Failed(Throwable cause) implements Outcome {}
}
