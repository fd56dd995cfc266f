package org.patrolledger.lambda.log;

/// How much a line matters.
enum Level {
    INFO,
    WARN,
    ERROR
}
