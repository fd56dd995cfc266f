package org.patrolledger.storage;

import org.patrolledger.lambda.Deadline;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/// The SDK's retries, but none that would start after the [Deadline] of the invocation: the call
/// then ends with the fault it met last.
record TimelyRetries(RetryStrategy strategy) implements RetryStrategy {

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return strategy.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        var response = strategy.refreshRetryToken(request);
        if (!Deadline.current().allows(response.delay())) {
            throw new TokenAcquisitionFailedException(
                    "no time left for another attempt", response.token(), request.failure());
        }
        return response;
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return strategy.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    /// No: what is to be retried was decided when `strategy` was built.
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    /// Builds strategies without a deadline; the SDK asks for it only to change a strategy.
    @Override
    public Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }
}
