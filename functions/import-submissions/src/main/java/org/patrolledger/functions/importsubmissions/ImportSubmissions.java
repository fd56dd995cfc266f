package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.queue.QueueFunction;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Checks and commits the imports that the messages of a batch name. What cannot be done is
/// reported as failed, so that the queue gives it again and in the end puts it aside.
public final class ImportSubmissions extends QueueFunction {
    private final ImportCheck check;
    private final ImportCommit commit;

    /// Wires the function to this process's environment, as Lambda does.
    public ImportSubmissions() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the time of receipt.
    public ImportSubmissions(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
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
        super(redelivery);
        this.check = check;
        this.commit = commit;
    }

    @Override
    protected void work(Batch batch) {
        batch.each("import.failed", message -> run(message, batch.log()));
    }

    private void run(QueueMessage message, Log invocation) throws IOException {
        var task = ImportTaskDocument.read(message.body());
        switch (task.step()) {
            case CHECK -> check.run(task.id());
            case COMMIT -> commit.run(task.id());
        }
        invocation.info(
                "import.done", Map.of("import", task.id().value(), "step", task.step().name()));
    }
}
