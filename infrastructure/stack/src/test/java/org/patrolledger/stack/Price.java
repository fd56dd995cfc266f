package org.patrolledger.stack;

/// List prices of Europe (London), eu-west-2, in US dollars without tax and without free tiers, as
/// published in early 2025 and written down from memory: look each up before relying on it.
enum Price {
    HTTP_API("HTTP API, request", 1.16e-6),
    LAMBDA_REQUEST("Lambda, request", 0.20e-6),
    LAMBDA_GB_SECOND("Lambda on arm64, GB-second", 13.3334e-6),
    WRITE("DynamoDB on demand, write unit", 0.7423e-6),
    READ("DynamoDB on demand, read unit", 0.1485e-6),
    TABLE_GB("DynamoDB, GB stored for a month", 0.29715),
    RECOVERY_GB("DynamoDB point-in-time recovery, GB for a month", 0.23772),
    S3_PUT("S3, PUT, COPY or LIST", 5.3e-6),
    S3_GET("S3, GET", 0.42e-6),
    S3_GB("S3 Standard, GB stored for a month", 0.024),
    SQS("SQS, request", 0.40e-6),
    LOG_GB("CloudWatch Logs, GB taken in", 0.5985),
    ALARM("CloudWatch, metric of an alarm for a month", 0.10),
    METRIC("CloudWatch, own metric for a month", 0.30),
    DASHBOARD("CloudWatch, dashboard for a month", 3.00),
    KEY("KMS, key for a month", 1.00),
    SIGNATURE("KMS, signature with an elliptic curve", 15e-6),
    TRACE("X-Ray, trace recorded", 5.00e-6);

    private final String what;
    private final double dollars;

    Price(String what, double dollars) {
        this.what = what;
        this.dollars = dollars;
    }

    String what() {
        return what;
    }

    double dollars() {
        return dollars;
    }

    double of(double units) {
        return units * dollars;
    }
}
