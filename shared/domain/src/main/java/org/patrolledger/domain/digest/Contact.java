package org.patrolledger.domain.digest;

/// What is kept of a subscriber encrypted: where to write to, and the token of the links that are
/// written there.
public record Contact(EmailAddress address, LinkToken token) {}
