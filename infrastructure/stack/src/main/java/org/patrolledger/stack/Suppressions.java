package org.patrolledger.stack;

import io.github.cdklabs.cdknag.NagPackSuppression;
import java.util.List;

/// Findings of the AWS Solutions rules that do not hold here, each with the reason. A reason is
/// given per resource, never for a whole stack: the next resource has to earn its own.
final class Suppressions {

    private Suppressions() {}

    static NagPackSuppression because(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }

    /// Only for these findings of a rule, such as `Resource::arn:aws:s3:::bucket/prefix/*`, given
    /// as text or as a regular expression `{"regex": "/…/"}`.
    static NagPackSuppression because(String rule, String reason, Object... findings) {
        return NagPackSuppression.builder()
                .id(rule)
                .reason(reason)
                .appliesTo(List.of(findings))
                .build();
    }
}
