package org.patrolledger.stack;

/// List prices of Europe (London), eu-west-2, in US dollars without tax and without free tiers;
/// those of CloudFront are Europe's. Each says whether it was compared with AWS's own pages, or is
/// written down from memory and to be looked up before anybody relies on it.
enum Price {
    HTTP_API("HTTP API, request", 1.16e-6, true),
    LAMBDA_REQUEST("Lambda, request", 0.20e-6, true),
    LAMBDA_GB_SECOND("Lambda on arm64, GB-second", 13.3334e-6, true),
    WRITE("DynamoDB on demand, write unit", 0.7423e-6, true),
    READ("DynamoDB on demand, read unit", 0.1487e-6, true),
    TABLE_GB("DynamoDB, GB stored for a month", 0.29715, true),
    RECOVERY_GB("DynamoDB point-in-time recovery, GB for a month", 0.23772, false),
    S3_PUT("S3, PUT, COPY or LIST", 5.3e-6, true),
    S3_GET("S3, GET", 0.42e-6, true),
    S3_GB("S3 Standard, GB stored for a month", 0.024, true),
    OUT_GB("Data out to the internet, GB", 0.09, true),
    SQS("SQS, request", 0.40e-6, true),
    LOG_GB("CloudWatch Logs, GB taken in", 0.5985, true),
    ALARM("CloudWatch, metric of an alarm for a month", 0.10, true),
    METRIC("CloudWatch, own metric for a month", 0.30, true),
    DASHBOARD("CloudWatch, dashboard for a month", 3.00, false),
    KEY("KMS, key, and each of its first two rotations, for a month", 1.00, false),
    SIGNATURE("KMS, signature with an elliptic curve", 15e-6, false),
    KEY_REQUEST("KMS, request with a symmetric key", 3e-6, false),
    MAIL("SES, mail", 1e-4, true),
    MAIL_GB("SES, GB of a mail's data", 0.12, false),
    SECRET("Secrets Manager, secret for a month", 0.40, false),
    WEB_RULES("WAF, list of rules for a month", 5.00, false),
    WEB_RULE("WAF, rule for a month", 1.00, false),
    WEB_REQUEST("WAF, request", 0.60e-6, false),
    EDGE_REQUEST("CloudFront in Europe, HTTPS request", 1.20e-6, false),
    TRACE("X-Ray, trace recorded", 5.00e-6, false);

    private final boolean compared;
    private final String what;
    private final double dollars;

    Price(String what, double dollars, boolean compared) {
        this.compared = compared;
        this.what = what;
        this.dollars = dollars;
    }

    String what() {
        return what;
    }

    /// Whether it was compared with AWS's pages, in 2026.
    boolean compared() {
        return compared;
    }

    double dollars() {
        return dollars;
    }

    double of(double units) {
        return units * dollars;
    }
}
