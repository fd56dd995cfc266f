package org.patrolledger.stack;

import static org.patrolledger.stack.Permission.to;
import static org.patrolledger.stack.Target.ADDRESS_KEY;
import static org.patrolledger.stack.Target.ADDRESS_MAC_KEY;
import static org.patrolledger.stack.Target.ARCHIVES;
import static org.patrolledger.stack.Target.ARCHIVES_DUE;
import static org.patrolledger.stack.Target.CATALOGUE;
import static org.patrolledger.stack.Target.CHAINS;
import static org.patrolledger.stack.Target.DIGESTS;
import static org.patrolledger.stack.Target.DOWNLOADS;
import static org.patrolledger.stack.Target.DOWNLOADS_BY_EDITION;
import static org.patrolledger.stack.Target.DOWNLOADS_BY_RECEIVER;
import static org.patrolledger.stack.Target.DUE;
import static org.patrolledger.stack.Target.EDITIONS;
import static org.patrolledger.stack.Target.IMPORTS_BUCKET;
import static org.patrolledger.stack.Target.IMPORTS_DUE;
import static org.patrolledger.stack.Target.IMPORT_FILES;
import static org.patrolledger.stack.Target.MAIL;
import static org.patrolledger.stack.Target.MAILINGS;
import static org.patrolledger.stack.Target.MAIL_CONFIGURATION;
import static org.patrolledger.stack.Target.MAIL_IDENTITY;
import static org.patrolledger.stack.Target.SIGNING_KEY;
import static org.patrolledger.stack.Target.SORTING;
import static org.patrolledger.stack.Target.STAGED;
import static org.patrolledger.stack.Target.STAGING_BUCKET;
import static org.patrolledger.stack.Target.SUBMISSIONS;
import static org.patrolledger.stack.Target.SUBMISSIONS_BY_DAY;
import static org.patrolledger.stack.Target.SUBMISSIONS_BY_PLACE;
import static org.patrolledger.stack.Target.SUBSCRIBERS;
import static org.patrolledger.stack.Target.SUBSCRIBERS_BY_LIST;
import static org.patrolledger.stack.Target.SUMMARIES_BUCKET;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Every function: its memory and time with the reason, and what its role may do.
///
/// The permissions are what the function was seen to call, and a test compares them with a
/// recording, both ways: nothing is missing and nothing is granted that is not used.
public enum FunctionPlan {
    RECEIVE_SUBMISSION(
            Trigger.REQUEST,
            Size.FORM,
            to(SUBMISSIONS, "dynamodb", "GetItem", "PutItem"),
            to(CATALOGUE, "dynamodb", "GetItem", "Query")),
    REVISE_SUBMISSION(
            Trigger.REQUEST,
            Size.FORM,
            to(SUBMISSIONS, "dynamodb", "GetItem", "Query", "PutItem", "UpdateItem"),
            to(CATALOGUE, "dynamodb", "GetItem", "Query")),
    READ_SUBMISSION(
            Trigger.REQUEST,
            Size.FORM,
            to(SUBMISSIONS, "dynamodb", "GetItem", "Query"),
            to(SUBMISSIONS_BY_DAY, "dynamodb", "Query")),
    SCHEDULE_SUMMARIES(
            Trigger.SCHEDULE,
            Size.BACKGROUND,
            to(CATALOGUE, "dynamodb", "Query"),
            to(CHAINS, "dynamodb", "Query"),
            to(DUE, "sqs", "SendMessage")),
    PUBLISH_SUMMARY(
            Trigger.QUEUE,
            Size.FOLD,
            to(SUBMISSIONS, "dynamodb", "Query"),
            to(SUBMISSIONS_BY_DAY, "dynamodb", "Query"),
            to(CATALOGUE, "dynamodb", "GetItem", "Query"),
            to(CHAINS, "dynamodb", "GetItem", "PutItem"),
            to(EDITIONS, "s3", "AbortMultipartUpload", "GetObject", "PutObject"),
            to(SUMMARIES_BUCKET, "s3", "ListBucket"),
            to(STAGED, "s3", "AbortMultipartUpload", "GetObject", "PutObject"),
            to(SORTING, "s3", "AbortMultipartUpload", "DeleteObject", "GetObject", "PutObject"),
            to(SIGNING_KEY, "kms", "GetPublicKey", "Sign"),
            to(DUE, "sqs", "ChangeMessageVisibility")),
    NOTICE_CHANGE(
            Trigger.STREAM,
            Size.BACKGROUND,
            to(CATALOGUE, "dynamodb", "GetItem", "Query"),
            to(CHAINS, "dynamodb", "GetItem"),
            to(DUE, "sqs", "SendMessage")),
    READ_COVERAGE(
            Trigger.REQUEST,
            Size.FORM,
            to(SUBMISSIONS_BY_DAY, "dynamodb", "Query"),
            to(CATALOGUE, "dynamodb", "GetItem", "Query")),
    MANAGE_SUBSCRIPTION(
            Trigger.REQUEST,
            Size.FORM,
            to(SUBSCRIBERS, "dynamodb", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            to(CATALOGUE, "dynamodb", "Query"),
            to(ADDRESS_KEY, "kms", "Decrypt", "GenerateDataKey"),
            to(ADDRESS_MAC_KEY, "kms", "GenerateMac"),
            to(MAIL, "sqs", "SendMessage")),
    SCHEDULE_DIGESTS(
            Trigger.SCHEDULE,
            Size.ROUND,
            to(CATALOGUE, "dynamodb", "Query"),
            to(SUBSCRIBERS_BY_LIST, "dynamodb", "Query"),
            to(EDITIONS, "s3", "GetObject", "PutObject"),
            to(DIGESTS, "s3", "GetObject", "PutObject"),
            to(SUMMARIES_BUCKET, "s3", "ListBucket"),
            to(SIGNING_KEY, "kms", "GetPublicKey", "Sign"),
            to(MAIL, "sqs", "SendMessage")),
    SEND_DIGEST(
            Trigger.QUEUE,
            Size.BACKGROUND,
            to(SUBSCRIBERS, "dynamodb", "GetItem"),
            to(MAILINGS, "dynamodb", "GetItem", "PutItem"),
            to(DIGESTS, "s3", "GetObject"),
            to(ADDRESS_KEY, "kms", "Decrypt"),
            to(MAIL_IDENTITY, "ses", "SendEmail"),
            to(MAIL_CONFIGURATION, "ses", "SendEmail"),
            to(MAIL, "sqs", "SendMessage")),
    NOTE_MAIL_EVENT(
            Trigger.QUEUE,
            Size.BACKGROUND,
            to(SUBSCRIBERS, "dynamodb", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            to(MAILINGS, "dynamodb", "GetItem", "PutItem")),
    DOWNLOAD_SUMMARY(
            Trigger.REQUEST,
            Size.HAND_OUT,
            to(CATALOGUE, "dynamodb", "Query"),
            to(CHAINS, "dynamodb", "GetItem"),
            to(DOWNLOADS, "dynamodb", "PutItem", "Query"),
            to(DOWNLOADS_BY_EDITION, "dynamodb", "Query"),
            to(DOWNLOADS_BY_RECEIVER, "dynamodb", "Query"),
            to(EDITIONS, "s3", "GetObject"),
            to(SUMMARIES_BUCKET, "s3", "ListBucket"),
            to(ARCHIVES, "s3", "GetObject"),
            to(STAGING_BUCKET, "s3", "ListBucket"),
            to(ARCHIVES_DUE, "sqs", "SendMessage")),
    MAKE_ARCHIVE(
            Trigger.QUEUE,
            Size.FOLD,
            to(CHAINS, "dynamodb", "GetItem"),
            to(EDITIONS, "s3", "GetObject"),
            to(SUMMARIES_BUCKET, "s3", "ListBucket"),
            to(ARCHIVES, "s3", "AbortMultipartUpload", "GetObject", "PutObject"),
            to(STAGING_BUCKET, "s3", "ListBucket"),
            to(ARCHIVES_DUE, "sqs", "ChangeMessageVisibility")),
    MANAGE_IMPORT(
            Trigger.REQUEST,
            Size.FORM,
            to(CATALOGUE, "dynamodb", "GetItem", "Query"),
            to(IMPORT_FILES, "s3", "GetObject", "PutObject"),
            to(IMPORTS_BUCKET, "s3", "ListBucket"),
            to(IMPORTS_DUE, "sqs", "SendMessage")),
    IMPORT_SUBMISSIONS(
            Trigger.QUEUE,
            Size.IMPORT,
            to(SUBMISSIONS, "dynamodb", "GetItem", "PutItem", "Query", "UpdateItem"),
            to(CATALOGUE, "dynamodb", "GetItem", "Query"),
            to(IMPORT_FILES, "s3", "GetObject", "PutObject"),
            to(IMPORTS_BUCKET, "s3", "ListBucket"),
            to(IMPORTS_DUE, "sqs", "ChangeMessageVisibility")),
    MAINTAIN_CATALOGUE(
            Trigger.REQUEST,
            Size.CHANGE,
            to(SUBMISSIONS, "dynamodb", "GetItem"),
            to(SUBMISSIONS_BY_DAY, "dynamodb", "Query"),
            to(SUBMISSIONS_BY_PLACE, "dynamodb", "Query"),
            to(CATALOGUE, "dynamodb", "GetItem", "PutItem", "Query", "UpdateItem"));

    /// What calls a function, and so what becomes of a call that fails.
    enum Trigger {
        /// API Gateway. The client sees it and comes back.
        REQUEST,
        /// EventBridge Scheduler, by way of Lambda's own queue: tried twice more, then a dead
        /// letter.
        SCHEDULE,
        /// A queue, which gives the message again and in the end puts it aside.
        QUEUE,
        /// The stream of submissions, which gives the batch again, halved, and in the end puts it
        /// aside.
        STREAM
    }

    /// Memory in megabytes (a whole virtual CPU comes with 1,769 of them, and a part of one with
    /// less) and the longest a call may take in seconds.
    enum Size {
        /// Somebody waits. Most of a warm call is spent waiting for DynamoDB, and waiting with half
        /// the memory costs half. What is CPU is the first call after a snapshot is restored:
        /// rehearsed, 11 ms of a whole CPU were measured, so some 40 with the part of one that
        /// comes with this. API Gateway gives up after 30 s, the form long before.
        FORM(512, 10),
        /// Somebody waits, on purpose: until every function has seen what was taken out of the
        /// catalogue. What it has to look through before is a query for each day taken away.
        CHANGE(512, 29),
        /// Somebody waits, usually for one link, sometimes for a zip of everything published for a
        /// month: a whole virtual CPU packs it, in less than the 30 s that API Gateway waits.
        HAND_OUT(1769, 29),
        /// Nobody waits, and a batch is a few calls to DynamoDB and SQS.
        BACKGROUND(512, 60),
        /// Nobody waits. Once a week, an issue for each list: some 20 calls to S3 and two to KMS, a
        /// third of a second, so that 2,000 lists are through in time.
        ROUND(512, 900),
        /// Somebody looks on: 20,000 rows are checked in 21 s of a whole virtual CPU, and that is
        /// over before the JVM's second compiler pays off (PERFORMANCE.md, Imports).
        IMPORT(1769, 600),
        /// The fold reads many partitions at once and hashes and writes as it goes: a whole virtual
        /// CPU. Its heap does not grow with the number of submissions. Two million took 36 s of CPU
        /// where they were merged, three million 84 s where they were sorted (PERFORMANCE.md,
        /// Publishing), so a summary that takes longer than this should be looked at.
        FOLD(1769, 600);

        private final int megabytes;
        private final int seconds;

        Size(int megabytes, int seconds) {
            this.megabytes = megabytes;
            this.seconds = seconds;
        }

        int megabytes() {
            return megabytes;
        }

        int seconds() {
            return seconds;
        }
    }

    private final Trigger trigger;
    private final Size size;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable since the constructor
    private final Set<Permission> permissions;

    @SafeVarargs
    FunctionPlan(Trigger trigger, Size size, Set<Permission>... permissions) {
        this.trigger = trigger;
        this.size = size;
        Set<Permission> sorted = new TreeSet<>();
        for (Set<Permission> some : permissions) {
            sorted.addAll(some);
        }
        this.permissions = Collections.unmodifiableSet(sorted);
    }

    /// The plan of the function with this name.
    ///
    /// @throws IllegalArgumentException if there is none
    static FunctionPlan of(String function) {
        return valueOf(function.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /// The name, as the contract and the routes give it.
    public String function() {
        return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    Trigger trigger() {
        return trigger;
    }

    Size size() {
        return size;
    }

    /// What the role may do, sorted; logs, traces and event sources come with the wiring.
    public Set<Permission> permissions() {
        return permissions;
    }

    /// Whether somebody waits for the answer.
    boolean isAwaited() {
        return trigger == Trigger.REQUEST;
    }

    /// The handler's class.
    String handler() {
        return "org.patrolledger.functions."
                + function().replace("-", "")
                + "."
                + LogicalIds.of(function());
    }
}
