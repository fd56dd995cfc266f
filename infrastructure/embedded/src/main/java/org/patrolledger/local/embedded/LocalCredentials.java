package org.patrolledger.local.embedded;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The access key of the local stack; no secret, it opens nothing but this machine's own data.
public record LocalCredentials(String accessKeyId, String secretAccessKey) {

    public static final LocalCredentials LOCAL = new LocalCredentials("local", "local");

    /// The region every part of the local stack believes it is in.
    public static final Region REGION = Region.EU_WEST_2;

    /// The account number in queue URLs and ARNs.
    public static final String ACCOUNT = "000000000000";

    /// The ARN of a resource in the local account.
    ///
    /// @param service such as `sqs`
    public static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION.id() + ":" + ACCOUNT + ":" + resource;
    }

    public AwsCredentialsProvider provider() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }
}
