package org.patrolledger.functions.importsubmissions;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Checks and commits the imports that the messages of a batch name. What cannot be done is
/// reported as failed, so that the queue gives it again and in the end puts it aside.
public final class ImportSubmissions extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final ImportCheck check;
    private final ImportCommit commit;
    private final Redelivery redelivery;

    /// Wires the function to this process's environment, as Lambda does.
    public ImportSubmissions() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the time of receipt.
    public ImportSubmissions(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock);
    }

    private ImportSubmissions(Adapters adapters, InstantSource clock) {
        this(
                new ImportCheck(
                        adapters.importFiles(),
                        adapters.submissionLog(),
                        adapters.catalogueStore(),
                        clock),
                new ImportCommit(
                        adapters.importFiles(),
                        new Intake(adapters.submissionLog(), adapters.catalogueCache(clock), clock),
                        new Correction(
                                adapters.submissionLog(), adapters.catalogueCache(clock), clock)),
                adapters.importRedelivery());
    }

    ImportSubmissions(ImportCheck check, ImportCommit commit, Redelivery redelivery) {
        this.check = check;
        this.commit = commit;
        this.redelivery = redelivery;
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var invocation = log.of(context);
        var failed = new ArrayList<Map<String, String>>();
        for (var message : QueueMessage.batch(event)) {
            boolean done = Deadline.of(context).call(() -> done(message, invocation));
            if (!done) {
                failed.add(Map.of("itemIdentifier", message.id()));
            }
        }
        out.write(Json.bytes(Map.of("batchItemFailures", failed)));
    }

    private boolean done(QueueMessage message, Log invocation) {
        try {
            var task = ImportTaskDocument.read(message.body());
            switch (task.step()) {
                case CHECK -> check.run(task.id());
                case COMMIT -> commit.run(task.id());
            }
            invocation.info(
                    "import.done", Map.of("import", task.id().value(), "step", task.step().name()));
            return true;
        } catch (RuntimeException | IOException e) {
            invocation.error("import.failed", e, Map.of("message_id", message.id()));
            again(message, invocation);
            return false;
        }
    }

    private void again(QueueMessage message, Log invocation) {
        try {
            redelivery.after(message, Redelivery.delay(message));
        } catch (RuntimeException e) {
            invocation.error("import.comes-late", e, Map.of("message_id", message.id()));
        }
    }
}
