package org.patrolledger.storage;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Writes that happen all together or not at all.
///
/// A transaction that meets another one at an item is called off by DynamoDB, and the SDK does not
/// repeat it: this does, until the deadline. All attempts carry one token, by which DynamoDB knows
/// for ten minutes that it has done this one already.
record Transaction(DynamoDbClient client) {

    /// Writes `items` at once.
    ///
    /// @return empty if written; otherwise, in the order of `items`, what kept each from it, of
    ///   which one at least is a condition that does not hold
    /// @throws org.patrolledger.domain.StorageException as [Storage#fault] says, or if no time is
    ///   left
    Optional<List<CancellationReason>> write(List<TransactWriteItem> items) {
        var request =
                TransactWriteItemsRequest.builder()
                        .transactItems(items)
                        .clientRequestToken(UUID.randomUUID().toString())
                        .build();
        Storage.checkTime();
        var backoff = new Backoff();
        while (true) {
            try {
                client.transactWriteItems(request);
                return Optional.empty();
            } catch (TransactionCanceledException e) {
                var reasons = e.cancellationReasons();
                if (any(reasons, "ConditionalCheckFailed")) {
                    return Optional.of(reasons);
                }
                if (!any(reasons, "TransactionConflict")
                        && !any(reasons, "ThrottlingError")
                        && !any(reasons, "ProvisionedThroughputExceeded")) {
                    throw e;
                }
                backoff.pause(e);
            } catch (TransactionInProgressException e) {
                backoff.pause(e);
            } catch (SdkException e) {
                throw Storage.fault(e);
            }
        }
    }

    private static boolean any(List<CancellationReason> reasons, String code) {
        return reasons.stream().anyMatch(reason -> code.equals(reason.code()));
    }
}
