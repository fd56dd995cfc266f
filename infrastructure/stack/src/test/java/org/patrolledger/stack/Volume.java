package org.patrolledger.stack;

/// How much a stage is used.
///
/// @param name of a column
/// @param forms submissions in a month, spread evenly: peaks make the figures better, for what is
///   read once for many forms is then read for more
/// @param operations active at once
record Volume(String name, double forms, int operations) {

    static final double SECONDS = 365 * 24 * 60 * 60 / 12.0;

    double formsInSecond() {
        return forms / SECONDS;
    }
}
