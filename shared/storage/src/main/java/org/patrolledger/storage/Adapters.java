package org.patrolledger.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportQueue;
import org.patrolledger.domain.submission.SubmissionIntake;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.ArchiveQueue;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.queue.Redelivery;

/// The ports of the domain on AWS, as an [Environment] places them. Each is made when a function
/// asks for it, so that a function starts with what it uses and no more.
public final class Adapters {
    private static final String FILE = "file:";

    private final Environment environment;
    private final Clients clients;

    public Adapters(Environment environment) {
        this(environment, new Clients(environment));
    }

    /// The ports on clients of the caller's own making.
    public Adapters(Environment environment, Clients clients) {
        this.environment = environment;
        this.clients = clients;
    }

    public SubmissionLog submissionLog() {
        return new DynamoDbSubmissionLog(
                clients.dynamoDb(),
                environment.submissionsTable(),
                Sorting.of(clients, environment));
    }

    /// An intake that stores nothing, for priming before a snapshot.
    public SubmissionIntake primingIntake() {
        return new PrimingIntake(clients.dynamoDb(), environment.submissionsTable());
    }

    public CatalogueStore catalogueStore() {
        return new DynamoDbCatalogueStore(clients.dynamoDb(), environment.catalogueTable());
    }

    public CatalogueCache catalogueCache(InstantSource clock) {
        return new CatalogueCache(catalogueStore(), environment.catalogueLifetime(), clock);
    }

    public DownloadRegister downloadRegister(InstantSource clock) {
        return new DynamoDbDownloadRegister(
                clients.dynamoDb(), environment.downloadsTable(), clock);
    }

    public EditionChain editionChain() {
        return new DynamoDbEditionChain(clients.dynamoDb(), environment.chainsTable());
    }

    public SummaryArchive summaryArchive() {
        return new S3SummaryArchive(clients, environment);
    }

    /// The queue, whose client is made with the first request: few calls ask for an archive.
    public ArchiveQueue archiveQueue() {
        return request ->
                new SqsBatches(clients.sqs(), environment.archives())
                        .send(List.of(ArchiveRequestDocument.write(request)), Duration.ZERO);
    }

    public SummaryQueue summaryQueue() {
        return new SqsSummaryQueue(clients.sqs(), environment.publishQueue());
    }

    public AddressVault addressVault() {
        var mail = environment.mail();
        return new SealingVault(dataKeys(mail.addressKey()), macKey(mail.addressMacKey()));
    }

    private DataKeys dataKeys(String key) {
        return key.startsWith(FILE)
                ? new FileDataKeys(Path.of(URI.create(key)))
                : new KmsDataKeys(clients.kms(), key);
    }

    private MacKey macKey(String key) {
        return key.startsWith(FILE)
                ? new FileMacKey(Path.of(URI.create(key)))
                : new KmsMacKey(clients.kms(), key);
    }

    public SubscriberRegister subscriberRegister(InstantSource clock) {
        return new DynamoDbSubscriberRegister(
                clients.dynamoDb(), environment.mail().subscribersTable(), clock);
    }

    public MailingRegister mailingRegister() {
        return new DynamoDbMailingRegister(clients.dynamoDb(), environment.mail().mailingsTable());
    }

    public MailQueue mailQueue() {
        var queue = new SqsBatches(clients.sqs(), environment.mail().queue());
        return (tasks, delay) ->
                queue.send(tasks.stream().map(MailTaskDocument::write).toList(), delay);
    }

    public Mailer mailer() {
        return new SesMailer(clients.ses(), environment.mail());
    }

    public ImportFiles importFiles() {
        return new S3ImportFiles(clients, environment.imports().bucket());
    }

    public ImportQueue importQueue() {
        var queue = new SqsBatches(clients.sqs(), environment.imports().queue());
        return task -> queue.send(List.of(ImportTaskDocument.write(task)), Duration.ZERO);
    }

    /// When imports that could not be worked off are tried again.
    public Redelivery importRedelivery() {
        return new SqsRedelivery(clients.sqs(), environment.imports().queue());
    }

    /// When archives that could not be made are tried again. Its client is made with the first.
    public Redelivery archiveRedelivery() {
        return (message, delay) ->
                new SqsRedelivery(clients.sqs(), environment.archives()).after(message, delay);
    }

    /// When summaries that could not be published are tried again.
    public Redelivery summaryRedelivery() {
        return new SqsRedelivery(clients.sqs(), environment.publishQueue());
    }

    public Signer signer() {
        var key = environment.signingKey();
        return key.startsWith(FILE)
                ? new FileSigner(Path.of(URI.create(key)))
                : new KmsSigner(clients.kms(), key);
    }
}
