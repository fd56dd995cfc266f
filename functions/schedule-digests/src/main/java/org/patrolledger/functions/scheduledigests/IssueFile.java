package org.patrolledger.functions.scheduledigests;

/// The files of an issue, in the order in which they are written. The first decides: the others are
/// made of what is kept as it.
enum IssueFile {
    JSON("digest.json"),
    HTML("digest.html"),
    TEXT("digest.txt"),
    MANIFEST("manifest.json");

    private final String fileName;

    IssueFile(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
