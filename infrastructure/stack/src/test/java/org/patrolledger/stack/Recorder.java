package org.patrolledger.stack;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// Sees every call of every SDK client of this process: the SDK finds it by the file
/// `software/amazon/awssdk/global/handlers/execution.interceptors`, so that the functions run as
/// they are deployed. It asks DynamoDB for the units each call consumes.
public final class Recorder implements ExecutionInterceptor {

    /// What was called.
    ///
    /// @param requests every request, links that were signed among them
    /// @param outcomes what became of those that were sent
    /// @param made the records of functions of which one was made, by the names of their classes
    record Tape(
            ConcurrentLinkedQueue<SdkRequest> requests,
            ConcurrentLinkedQueue<Outcome> outcomes,
            Set<String> made) {
        Tape() {
            this(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    ConcurrentHashMap.newKeySet());
        }
    }

    /// Something that happens to a request before it is sent, such as that it fails.
    interface Stroke {
        /// @throws RuntimeException in place of the answer
        void at(SdkRequest request);
    }

    /// What became of a request.
    ///
    /// @param refused the HTTP status it was refused with
    /// @param units what DynamoDB says it consumed
    record Outcome(SdkRequest request, Optional<Integer> refused, List<ConsumedCapacity> units) {}

    private static final Duration QUIET = Duration.ofMillis(200);

    private static volatile Optional<Tape> tape = Optional.empty();
    private static volatile Stroke stroke = request -> {};
    private static final Set<ExecutionAttributes> SENDING =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /// Records what `part` calls. One part at a time, or one is taken for another.
    static Tape during(Runnable part) {
        var recorded = new Tape();
        tape = Optional.of(recorded);
        try {
            part.run();
            awaitStragglers();
        } finally {
            tape = Optional.empty();
        }
        return recorded;
    }

    /// Has `other` happen to every request, until `part` is over.
    static <T> T striking(Stroke other, Supplier<T> part) {
        stroke = other;
        try {
            return part.get();
        } finally {
            stroke = request -> {};
        }
    }

    /// Hears of a record of a function that was made; see [FunctionClasses].
    public static void made(String name) {
        tape.ifPresent(recorded -> recorded.made().add(name));
    }

    /// A function that has its answer may leave calls behind that it made ahead. They are its own,
    /// not those of the function called next.
    private static void awaitStragglers() {
        long quietSince = System.nanoTime();
        boolean stragglers = false;
        while (!SENDING.isEmpty()
                || (stragglers && System.nanoTime() - quietSince < QUIET.toNanos())) {
            if (!SENDING.isEmpty()) {
                stragglers = true;
                quietSince = System.nanoTime();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        SENDING.add(attributes);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        tape.ifPresent(recorded -> recorded.requests().add(context.request()));
        stroke.at(context.request());
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        var wanted = ReturnConsumedCapacity.INDEXES;
        return switch (context.request()) {
            case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(wanted).build();
            case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(wanted).build();
            case QueryRequest query -> query.toBuilder().returnConsumedCapacity(wanted).build();
            case TransactWriteItemsRequest write ->
                    write.toBuilder().returnConsumedCapacity(wanted).build();
            case SdkRequest other -> other;
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SENDING.remove(attributes);
        add(new Outcome(context.request(), Optional.empty(), units(context.response())));
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        SENDING.remove(attributes);
        Optional<Integer> status =
                context.exception() instanceof SdkServiceException refused
                        ? Optional.of(refused.statusCode())
                        : Optional.empty();
        add(new Outcome(context.request(), status, List.of()));
    }

    private static void add(Outcome outcome) {
        tape.ifPresent(recorded -> recorded.outcomes().add(outcome));
    }

    private static List<ConsumedCapacity> units(SdkResponse response) {
        return switch (response) {
            case PutItemResponse put -> List.of(put.consumedCapacity());
            case GetItemResponse get -> List.of(get.consumedCapacity());
            case QueryResponse query -> List.of(query.consumedCapacity());
            case TransactWriteItemsResponse write -> write.consumedCapacity();
            case SdkResponse other -> List.of();
        };
    }
}
