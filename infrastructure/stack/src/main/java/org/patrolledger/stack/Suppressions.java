package org.patrolledger.stack;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/// Findings of the AWS Solutions rules that do not hold here, each with the reason. A reason is
/// given per resource, never for a whole stack: the next resource has to earn its own.
final class Suppressions {

    private Suppressions() {}

    static void add(IConstruct resource, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                resource, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
    }

    /// Only one finding of a rule, of the resource or of what it is made of.
    ///
    /// @param finding such as `Resource::arn:aws:s3:::bucket/prefix/*`, as text or as a regular
    ///   expression `{"regex": "/…/"}`
    static void add(IConstruct resource, String rule, String reason, Object finding) {
        NagSuppressions.addResourceSuppressions(
                resource,
                List.of(
                        NagPackSuppression.builder()
                                .id(rule)
                                .reason(reason)
                                .appliesTo(List.of(finding))
                                .build()),
                true);
    }
}
