package org.patrolledger.stack;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// One action of one service on one target, such as `dynamodb:PutItem` on the submissions.
///
/// @param action as IAM writes it
/// @param target what it is done to
public record Permission(String action, Target target) implements Comparable<Permission> {

    public Permission {
        if (!action.matches("[a-z0-9]+:[A-Za-z]+")) {
            throw new IllegalArgumentException("not one action: " + action);
        }
    }

    /// These actions of one service on a target.
    static Set<Permission> to(Target target, String service, String... actions) {
        Set<Permission> permissions = new TreeSet<>();
        Arrays.stream(actions)
                .forEach(action -> permissions.add(new Permission(service + ":" + action, target)));
        return permissions;
    }

    @Override
    public int compareTo(Permission other) {
        int byTarget = target.compareTo(other.target);
        return byTarget != 0 ? byTarget : action.compareTo(other.action);
    }

    @Override
    public String toString() {
        return action + " on " + target;
    }
}
