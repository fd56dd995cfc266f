package org.patrolledger.domain.summary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;

/// Which submissions a summary counts.
///
/// @param submissions how many
/// @param digest the SHA-256 over the lines `submissionId revision digest\n`, sorted by submission
///   id
public record Inputs(long submissions, Digest digest) {

    /// Digests submissions as they come, which must be in order of their ids.
    public static final class Running {
        private final MessageDigest sha256 = Digest.sha256();
        private long submissions;
        private String last = "";

        /// Adds the next input.
        ///
        /// @throws IllegalArgumentException if `id` does not sort after the one before
        public void add(SubmissionId id, int revision, Digest digest) {
            if (id.value().compareTo(last) <= 0) {
                throw new IllegalArgumentException("inputs come sorted, each submission once");
            }
            last = id.value();
            submissions++;
            var line = id.value() + " " + revision + " " + digest.value() + "\n";
            sha256.update(line.getBytes(StandardCharsets.US_ASCII));
        }

        /// The inputs so far; nothing can be added afterwards.
        public Inputs inputs() {
            return new Inputs(submissions, Digest.of(sha256));
        }
    }
}
