package org.patrolledger.aws.log;

/// How much a line matters.
enum Level {
    INFO,
    WARN,
    ERROR
}
