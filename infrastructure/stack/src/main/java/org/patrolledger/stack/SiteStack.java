package org.patrolledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The one address that browsers know: the API's paths go to the gateway, all others to the files
/// of the site. So a page calls the API without asking first, and no cookie or token crosses
/// origins.
final class SiteStack extends Stack {

    /// The header by which a request shows that it came this way.
    static final String SECRET_HEADER = "x-origin-secret";

    /// What the API answers; every other path is a file. The gateway and the functions see the path
    /// as it was sent.
    static final List<String> API_PATHS =
            List.of(
                    "/engagements*",
                    "/incidents*",
                    "/submissions*",
                    "/summaries*",
                    "/downloads*",
                    "/notices*",
                    "/heads*",
                    "/catalogue*",
                    "/coverage*",
                    "/digest*",
                    "/imports*");

    private final Stage stage;

    /// @param service whose API answers
    /// @param accessLogs takes the log of who changed files
    /// @param buckets that a page fetches files from or sends them to
    SiteStack(
            Construct scope,
            String id,
            StackProps properties,
            Stage stage,
            ServiceStack service,
            IBucket accessLogs,
            List<IBucket> buckets) {
        super(scope, id, properties);
        this.stage = stage;
        var rules =
                CfnParameter.Builder.create(this, "WebAclArn")
                        .description("Output WebAclArn of the edge's stack in us-east-1")
                        .allowedPattern("arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/.+")
                        .build();
        var signIn =
                CfnParameter.Builder.create(this, "SignInOrigins")
                        .description("Origins that sign-in talks to, separated by spaces")
                        .allowedPattern("https://[^\\s/;,]+( https://[^\\s/;,]+)*")
                        .build();
        var files = files(accessLogs);
        var distribution =
                distribution(service, files, signIn.getValueAsString(), origins(buckets))
                        .webAclId(rules.getValueAsString())
                        .build();
        answerMissingFiles(files, distribution);
        acceptFindings(distribution);
        output("SiteBucketName", files.getBucketName(), "Where the site's files are put");
        output("DistributionId", distribution.getDistributionId(), "To make new files seen");
        output(
                "SiteUrl",
                "https://" + Objects.requireNonNullElse(stage.site(), domain(distribution)),
                "What people open");
    }

    private static String domain(Distribution distribution) {
        return distribution.getDistributionDomainName();
    }

    private Distribution.Builder distribution(
            ServiceStack service, Bucket files, String signIn, String origins) {
        var builder =
                Distribution.Builder.create(this, "Distribution")
                        .comment("Patrol Ledger (" + stage.name() + ")")
                        .defaultRootObject("index.html")
                        .defaultBehavior(pages(files, signIn, origins))
                        .additionalBehaviors(calls(service))
                        .httpVersion(HttpVersion.HTTP2_AND_3)
                        // Europe and North America; the forces are in the first.
                        .priceClass(PriceClass.PRICE_CLASS_100);
        if (stage.certificate() != null) {
            builder.domainNames(List.of(Objects.requireNonNull(stage.site())))
                    .certificate(
                            Certificate.fromCertificateArn(
                                    this, "Certificate", stage.certificate()))
                    .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021);
        }
        return builder;
    }

    /// How long a browser keeps a file is said by the file: those with a hash in their name for
    /// ever.
    private BehaviorOptions pages(Bucket files, String signIn, String origins) {
        return BehaviorOptions.builder()
                .origin(S3BucketOrigin.withOriginAccessControl(files))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .compress(true)
                .responseHeadersPolicy(
                        SiteHeaders.read(stage.siteHeaders(), signIn, origins)
                                .policy(this, "Headers", stage.named("patrol-ledger-site")))
                .functionAssociations(List.of(onRequest("Pages", "pages.js")))
                .build();
    }

    private Map<String, BehaviorOptions> calls(ServiceStack service) {
        var gateway =
                HttpOrigin.Builder.create(service.apiHost())
                        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                        .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                        .customHeaders(Map.of(SECRET_HEADER, service.originSecret()))
                        // As long as the gateway waits for a function.
                        .readTimeout(Duration.seconds(30))
                        .build();
        var call =
                BehaviorOptions.builder()
                        .origin(gateway)
                        // A token must never be sent in the clear, not even to be sent elsewhere.
                        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                        .compress(true)
                        .functionAssociations(List.of(onRequest("Calls", "calls.js")))
                        .build();
        Map<String, BehaviorOptions> calls = new LinkedHashMap<>();
        API_PATHS.forEach(path -> calls.put(path, call));
        return calls;
    }

    private FunctionAssociation onRequest(String id, String file) {
        var function =
                Function.Builder.create(this, id)
                        .functionName(
                                stage.named(
                                        "patrol-ledger-" + file.substring(0, file.indexOf('.'))))
                        .runtime(FunctionRuntime.JS_2_0)
                        .code(FunctionCode.fromInline(source(file)))
                        .build();
        return FunctionAssociation.builder()
                .eventType(FunctionEventType.VIEWER_REQUEST)
                .function(function)
                .build();
    }

    /// The source of a function that runs at the edge.
    static String source(String file) {
        try (InputStream in = SiteStack.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String origins(List<IBucket> buckets) {
        return String.join(
                " ",
                buckets.stream().map(b -> "https://" + b.getBucketRegionalDomainName()).toList());
    }

    /// What is published here is public and made anew by every build: it needs no key of ours.
    private Bucket files(IBucket accessLogs) {
        return Bucket.Builder.create(this, "Files")
                .bucketName(stage.named("patrol-ledger-site-" + getAccount()))
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .lifecycleRules(
                        List.of(
                                LifecycleRule.builder()
                                        .id("replaced")
                                        .noncurrentVersionExpiration(Duration.days(30))
                                        .build()))
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("site/")
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
    }

    /// S3 says that a file is missing only to who may list the bucket; to others it says 403.
    private void answerMissingFiles(Bucket files, Distribution distribution) {
        files.addToResourcePolicy(
                Permissions.admit(
                        "MissingFilesAre404",
                        "cloudfront.amazonaws.com",
                        List.of("s3:ListBucket"),
                        files.getBucketArn(),
                        "AWS:SourceArn",
                        distribution.getDistributionArn()));
    }

    private void acceptFindings(Distribution distribution) {
        Suppressions.add(
                distribution,
                "AwsSolutions-CFR1",
                "The public reads what is published, wherever it is; who may report is for the"
                        + " token to say.");
        Suppressions.add(
                distribution,
                "AwsSolutions-CFR3",
                "A log of visitors' addresses is personal data that nobody needs: the API logs"
                        + " every call, and the rules count what they refuse.");
        if (stage.certificate() == null) {
            Suppressions.add(
                    distribution,
                    "AwsSolutions-CFR4",
                    "CloudFront's own name comes with CloudFront's own choice of TLS; a name and"
                            + " certificate of the stage (context site, certificate) bring TLS"
                            + " 1.2.");
        }
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
