package org.patrolledger.functions.scheduledigests;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;

/// What an issue says, before it is worded. Made of published editions and the catalogue's names
/// alone; page and text are made of this alone.
///
/// @param title what the subject begins with
/// @param publisher who answers for it
/// @param site where the pages are, without a `/` at its end
/// @param corrections what changed in weeks that readers have been told of
/// @param sections the list's own first
/// @param omitted how many operations the mail has no room for
/// @param omittedCorrections how many changed weeks it has no room for
/// @param editions every edition used, with the digest of its manifest
record DigestContent(
        Mailing.Issue issue,
        String title,
        String publisher,
        String site,
        List<Correction> corrections,
        List<Section> sections,
        int omitted,
        int omittedCorrections,
        List<Used> editions) {

    DigestContent {
        corrections = List.copyOf(corrections);
        sections = List.copyOf(sections);
        editions = List.copyOf(editions);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("an issue has a section at least");
        }
    }

    /// The same with the first sections and corrections only; the others are counted.
    ///
    /// @param some sections, 1 or more
    DigestContent keeping(int some, int corrected) {
        return new DigestContent(
                issue,
                title,
                publisher,
                site,
                corrections.subList(0, corrected),
                sections.subList(0, some),
                omitted + sections.size() - some,
                omittedCorrections + corrections.size() - corrected,
                editions);
    }

    /// A published edition that the issue was made of.
    record Used(EditionKey edition, Digest manifest) {}

    /// The figures of one operation, or of all together.
    ///
    /// @param previous the week before, where the two can be compared
    /// @param comparable whether the operation was active all through the week before
    record Section(
            EditionKey edition,
            String name,
            boolean provisional,
            Map<Measure, Long> measures,
            Optional<Map<Measure, Long>> previous,
            boolean comparable,
            long expected,
            long reported) {}

    /// A week whose figures changed since readers were told of them.
    ///
    /// @param from the edition that they were told of
    /// @param to the newest
    /// @param causes by their words in manifests, each with how many submissions it came through
    record Correction(
            EditionKey from,
            EditionKey to,
            String name,
            List<Difference> differences,
            Map<String, Long> causes) {}

    /// A figure that changed.
    record Difference(Measure measure, long was, long now) {}
}
