package org.patrolledger.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a function finds its tables, buckets, queue and key: the environment variables of a Lambda
/// function, read once and checked whole.
///
/// @param region the AWS region, `AWS_REGION`
/// @param submissionsTable table of submissions and their revisions, `SUBMISSIONS_TABLE`
/// @param catalogueTable table of operations and organisations, `CATALOGUE_TABLE`
/// @param chainsTable table of the editions' chains, `CHAINS_TABLE`
/// @param downloadsTable table of recorded downloads, `DOWNLOADS_TABLE`
/// @param summariesBucket bucket of published editions, `SUMMARIES_BUCKET`
/// @param stagingBucket bucket of editions being published, `STAGING_BUCKET`
/// @param publishQueue URL of the queue of summaries due, `PUBLISH_QUEUE_URL`
/// @param archivesQueue URL of the queue of archives to be made, `ARCHIVES_QUEUE_URL`; null where
///   the function asks for none
/// @param signingKey KMS key ARN, or a `file:` URI of a PKCS#8 PEM EC key, `SIGNING_KEY`
/// @param noticeDelay how long a noticed change waits for more to join it, 0 to 900 s (the longest
///   delay of SQS), `NOTICE_DELAY_SECONDS`
/// @param catalogueLifetime how long a copy of the catalogue is trusted, and so how long a change
///   that takes something away is waited for, 0 to 20 s, `CATALOGUE_SECONDS`
/// @param publisher who publishes summaries, as their metadata, workbooks and pages name it: 1 to
///   120 characters, `PUBLISHER`; `Patrol Ledger` where it is not set
/// @param licence the address of the licence under which they are published, `LICENCE`; the Open
///   Government Licence 3.0 where it is not set
/// @param dynamoDbEndpoint instead of the region's own, `AWS_ENDPOINT_URL_DYNAMODB`
/// @param s3Endpoint instead of the region's own, `AWS_ENDPOINT_URL_S3`
/// @param sqsEndpoint instead of the region's own, `AWS_ENDPOINT_URL_SQS`
/// @param endpoint for every service without an endpoint above, `AWS_ENDPOINT_URL`
/// @param partBytes how long the parts are in which files go to S3 and are copied there, 1,024 to
///   1,073,741,824 bytes (S3 itself takes none below 5 MB but the last), `PART_BYTES`; 0 where it
///   is not set, for what suits S3. So much of a summary is also sorted in memory, 48 MB where it
///   is not set
/// @param mailSettings what has to do with mails; null where the function has nothing to do with
///   them
/// @param importSettings what has to do with imports; null where the function has nothing to do
///   with them
/// @param credentials where the access key comes from
public record Environment(
        String region,
        String submissionsTable,
        String catalogueTable,
        String chainsTable,
        String downloadsTable,
        String summariesBucket,
        String stagingBucket,
        URI publishQueue,
        @Nullable URI archivesQueue,
        String signingKey,
        Duration noticeDelay,
        Duration catalogueLifetime,
        String publisher,
        URI licence,
        @Nullable URI dynamoDbEndpoint,
        @Nullable URI s3Endpoint,
        @Nullable URI sqsEndpoint,
        @Nullable URI endpoint,
        int partBytes,
        @Nullable MailSettings mailSettings,
        @Nullable ImportSettings importSettings,
        Credentials credentials) {

    /// Where the SDK finds its access key. Decided here, because trying one source after another
    /// costs time in a function's first call.
    public enum Credentials {
        /// From the endpoint that SnapStart gives a restored function,
        /// `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `…_RELATIVE_URI`.
        CONTAINER,
        /// From `AWS_ACCESS_KEY_ID` and its companions.
        VARIABLES,
        /// `local`/`local`, which stand-ins on this machine take.
        LOCAL,
        /// Wherever the SDK looks for it, such as the profile of a developer.
        DEFAULT
    }

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
    static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+(/\\S*)?");
    static final Pattern KEY =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+|file:/\\S+");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}]{1,120}");
    private static final URI OPEN_GOVERNMENT_LICENCE =
            URI.create(
                    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    private static final int LONGEST_DELAY = 900;

    /// API Gateway waits 30 s for the answer to a change of the catalogue.
    private static final int LONGEST_LIFETIME = 20;

    private static final int SHORTEST_PART = 1 << 10;
    private static final int LONGEST_PART = 1 << 30;

    /// The environment of this process.
    ///
    /// @throws IllegalStateException one sentence that names the variable missing or malformed
    public static Environment ofProcess() {
        return of(variables());
    }

    /// The variables of this process, for what reads others of them.
    static Map<String, String> variables() {
        return System.getenv();
    }

    /// Whether a snapshot of this process is taken once its function is made, so that it is worth
    /// priming: Lambda sets `AWS_LAMBDA_INITIALIZATION_TYPE` to `snap-start` then. `PRIMING` set to
    /// `none` prevents it.
    public static boolean primes() {
        return "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))
                && !"none".equals(System.getenv("PRIMING"));
    }

    /// The environment these variables describe.
    ///
    /// @throws IllegalStateException one sentence that names the variable missing or malformed
    public static Environment of(Map<String, String> variables) {
        var read = new Reader(variables);
        return new Environment(
                read.required("AWS_REGION", REGION, "an AWS region"),
                read.required("SUBMISSIONS_TABLE", TABLE, "a table name"),
                read.required("CATALOGUE_TABLE", TABLE, "a table name"),
                read.required("CHAINS_TABLE", TABLE, "a table name"),
                read.required("DOWNLOADS_TABLE", TABLE, "a table name"),
                read.required("SUMMARIES_BUCKET", BUCKET, "a bucket name"),
                read.required("STAGING_BUCKET", BUCKET, "a bucket name"),
                read.url("PUBLISH_QUEUE_URL"),
                read.optionalUrl("ARCHIVES_QUEUE_URL"),
                read.required("SIGNING_KEY", KEY, "a KMS key ARN or a file: URI"),
                read.seconds("NOTICE_DELAY_SECONDS", LONGEST_DELAY),
                read.seconds("CATALOGUE_SECONDS", LONGEST_LIFETIME),
                read.optional("PUBLISHER", NAME, "a name of 1 to 120 characters", "Patrol Ledger"),
                read.optionalUrl("LICENCE", OPEN_GOVERNMENT_LICENCE),
                read.optionalUrl("AWS_ENDPOINT_URL_DYNAMODB"),
                read.optionalUrl("AWS_ENDPOINT_URL_S3"),
                read.optionalUrl("AWS_ENDPOINT_URL_SQS"),
                read.optionalUrl("AWS_ENDPOINT_URL"),
                read.partBytes(),
                read.has(MailSettings.GROUP) ? MailSettings.of(read) : null,
                read.has(ImportSettings.GROUP) ? ImportSettings.of(read) : null,
                read.credentials());
    }

    /// URL of the queue of archives to be made.
    ///
    /// @throws IllegalStateException one sentence, where the environment has none
    public URI archives() {
        return there(archivesQueue, "ARCHIVES_QUEUE_URL", "an http or https URL");
    }

    /// What has to do with mails.
    ///
    /// @throws IllegalStateException one sentence, where the environment has nothing of it
    public MailSettings mail() {
        return there(mailSettings, MailSettings.GROUP, "a table name");
    }

    /// What has to do with imports.
    ///
    /// @throws IllegalStateException one sentence, where the environment has nothing of it
    public ImportSettings imports() {
        return there(importSettings, ImportSettings.GROUP, "a bucket name");
    }

    private static <T> T there(@Nullable T setting, String variable, String what) {
        if (setting == null) {
            throw fault(variable, "is missing: " + what);
        }
        return setting;
    }

    private static IllegalStateException fault(String variable, String what) {
        return new IllegalStateException("The environment variable " + variable + " " + what + ".");
    }

    /// An unset and an empty variable are the same: shells and templates often give the latter.
    record Reader(Map<String, String> variables) {

        String required(String name, Pattern pattern, String what) {
            String value = variables.getOrDefault(name, "");
            if (value.isEmpty()) {
                throw fault(name, "is missing: " + what);
            }
            if (!pattern.matcher(value).matches()) {
                throw fault(name, "is not " + what);
            }
            return value;
        }

        URI url(String name) {
            String value = required(name, URL, "an http or https URL");
            try {
                return URI.create(value);
            } catch (IllegalArgumentException e) {
                throw fault(name, "is not an http or https URL");
            }
        }

        String optional(String name, Pattern pattern, String what, String otherwise) {
            return has(name) ? required(name, pattern, what) : otherwise;
        }

        URI optionalUrl(String name, URI otherwise) {
            return has(name) ? url(name) : otherwise;
        }

        @Nullable URI optionalUrl(String name) {
            return has(name) ? url(name) : null;
        }

        boolean has(String name) {
            return !variables.getOrDefault(name, "").isEmpty();
        }

        Credentials credentials() {
            if (has("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                    || has("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")) {
                return Credentials.CONTAINER;
            }
            if (has("AWS_ACCESS_KEY_ID")) {
                return Credentials.VARIABLES;
            }
            boolean elsewhere =
                    Stream.of("", "_DYNAMODB", "_S3", "_SQS", "_SESV2")
                            .anyMatch(service -> has("AWS_ENDPOINT_URL" + service));
            return elsewhere ? Credentials.LOCAL : Credentials.DEFAULT;
        }

        /// 0 for none given.
        int partBytes() {
            return has("PART_BYTES") ? number("PART_BYTES", SHORTEST_PART, LONGEST_PART) : 0;
        }

        Duration seconds(String name, int most) {
            return Duration.ofSeconds(number(name, 0, most));
        }

        int number(String name, int least, int most) {
            String what = "a whole number from " + least + " to " + most;
            long number = Long.parseLong(required(name, NUMBER, what));
            if (number < least || number > most) {
                throw fault(name, "is not " + what);
            }
            return (int) number;
        }
    }
}
