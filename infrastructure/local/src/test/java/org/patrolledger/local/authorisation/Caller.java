package org.patrolledger.local.authorisation;

/// Somebody who makes a call: a column of the table.
enum Caller {
    NOBODY("nobody", "", ""),
    EXPIRED("expired", Caller.OWN, Caller.ALL),
    FORGED("forged", Caller.OWN, Caller.ALL),
    NO_SCOPE("no scope", Caller.OWN, "openid"),
    WRITES("submissions.write", Caller.OWN, "submissions.write"),
    READS("summaries.read", Caller.OWN, "summaries.read"),
    AUDITS("audit.read", Caller.OWN, "audit.read"),
    ADMINISTERS("catalogue.write", Caller.OWN, "catalogue.write"),
    WRITES_ELSEWHERE("other: submissions.write", Caller.OTHER, "submissions.write"),
    READS_ELSEWHERE("other: summaries.read", Caller.OTHER, "summaries.read"),
    AUDITS_ELSEWHERE("other: audit.read", Caller.OTHER, "audit.read"),
    ADMINISTERS_ELSEWHERE("other: catalogue.write", Caller.OTHER, "catalogue.write"),
    HOMELESS("no organisation", "", Caller.ALL);

    /// The organisation that the submissions and the operation of the test belong to.
    static final String OWN = "essex-police";

    static final String OTHER = "kent-police";

    private static final String ALL = "submissions.write summaries.read audit.read catalogue.write";

    private final String title;
    private final String organisation;
    private final String scopes;

    Caller(String title, String organisation, String scopes) {
        this.title = title;
        this.organisation = organisation;
        this.scopes = scopes;
    }

    /// The heading of the column.
    String title() {
        return title;
    }

    /// The organisation of the token; empty for none.
    String organisation() {
        return organisation;
    }

    /// The scopes of the token, separated by spaces.
    String scopes() {
        return scopes;
    }

    /// Whether there is a token that is taken.
    boolean known() {
        return this != NOBODY && this != EXPIRED && this != FORGED;
    }
}
