package org.patrolledger.stack;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/// Names of constructs, from which CloudFormation's logical ids are made.
final class LogicalIds {

    private LogicalIds() {}

    /// `PublishSummary` of `publish-summary`. What is no letter or digit separates words.
    static String of(String name) {
        return Arrays.stream(name.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(joining());
    }
}
