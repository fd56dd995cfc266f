package org.patrolledger.functions.scheduledigests;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.Week;
import org.patrolledger.formats.words.MeasureOrder;
import org.patrolledger.functions.scheduledigests.DigestContent.Correction;
import org.patrolledger.functions.scheduledigests.DigestContent.Difference;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;
import org.patrolledger.functions.scheduledigests.DigestContent.Used;
import org.patrolledger.lambda.MailSettings;

/// Makes the content of an issue of the newest weekly editions. Folds nothing.
final class DigestBuilder {
    /// How far back changed weeks are reported.
    private static final int WEEKS_BACK = 8;

    /// No mail has room for more, so no more are read.
    private static final int MOST_SECTIONS = 40;

    /// When a week's issue is mailed, on the Monday after it, Europe/London.
    private static final LocalTime MAILED = LocalTime.of(8, 0);

    private final SummaryArchive archive;
    private final MailSettings settings;
    private final String publisher;

    DigestBuilder(SummaryArchive archive, MailSettings settings, String publisher) {
        this.archive = archive;
        this.settings = settings;
        this.publisher = publisher;
    }

    /// When the schedule mails the issues of `week`.
    static Instant mailedAt(Week week) {
        return week.first()
                .plusDays(7)
                .date()
                .atTime(MAILED)
                .atZone(OperationalDay.ZONE)
                .toInstant();
    }

    /// The content of `issue`; empty where nothing of the list has been published for its week.
    Optional<DigestContent> build(
            Mailing.Issue issue, Catalogue catalogue, NewestEditions editionsOf) {
        var newest = editionsOf.of(issue.week());
        if (!newest.containsKey(issue.list())) {
            return Optional.empty();
        }
        var editions = new TreeMap<String, Used>();
        var sections = new ArrayList<Section>();
        int omitted = 0;
        for (var operation : operations(issue, catalogue)) {
            var edition = newest.get(operation);
            if (edition == null) {
                continue;
            }
            if (sections.size() == MOST_SECTIONS) {
                omitted++;
            } else {
                var published = used(edition, editions);
                sections.add(section(published, catalogue, name(operation, catalogue)));
            }
        }
        return Optional.of(
                new DigestContent(
                        issue,
                        name(issue.list(), catalogue),
                        publisher,
                        settings.site().toString(),
                        corrections(issue, catalogue, editionsOf, editions),
                        sections,
                        omitted,
                        0,
                        List.copyOf(editions.values())));
    }

    /// The list's own operation; of the list of all, all of them together and then each.
    private static List<OperationId> operations(Mailing.Issue issue, Catalogue catalogue) {
        var operations = new ArrayList<OperationId>();
        operations.add(issue.list());
        if (issue.list().equals(OperationId.ALL)) {
            catalogue.activeIn(issue.week()).stream().map(Operation::id).forEach(operations::add);
        }
        return operations;
    }

    private String name(OperationId operation, Catalogue catalogue) {
        return operation.equals(OperationId.ALL)
                ? settings.title()
                : catalogue.operation(operation).map(Operation::name).orElse(operation.value());
    }

    private Section section(PublishedWeek published, Catalogue catalogue, String name) {
        var key = published.edition().summary();
        boolean comparable =
                catalogue.covered(key.operation()).stream()
                        .allMatch(operation -> sameInBoth(operation, key.period()));
        return new Section(
                published.edition(),
                name,
                published.provisional(),
                published.measures(),
                comparable ? published.previous() : Optional.empty(),
                comparable,
                published.expected(),
                published.reported());
    }

    /// Whether an operation was active all through the week before, or in neither week.
    private static boolean sameInBoth(Operation operation, ReportingPeriod week) {
        var before = week.previous();
        boolean throughout =
                operation.activeOn(before.first()) && operation.activeOn(before.last());
        return operation.activeIn(week) ? throughout : !operation.activeIn(before);
    }

    private PublishedWeek used(EditionKey edition, Map<String, Used> editions) {
        var published = PublishedWeek.read(archive, edition);
        editions.put(edition.toString(), new Used(edition, published.manifest()));
        return published;
    }

    private List<Correction> corrections(
            Mailing.Issue issue,
            Catalogue catalogue,
            NewestEditions editionsOf,
            Map<String, Used> editions) {
        var told = told(issue);
        var corrections = new ArrayList<Correction>();
        var week = issue.week();
        for (int back = 0; back < WEEKS_BACK; back++) {
            week = week.previous();
            for (var edition : editionsOf.of(week).values()) {
                if (concerns(issue, edition.summary().operation()) && edition.number() > 1) {
                    correction(issue, edition, told, catalogue, editions)
                            .ifPresent(corrections::add);
                }
            }
        }
        return corrections;
    }

    /// The sum of all operations changes with one of them, which is reported already.
    private static boolean concerns(Mailing.Issue issue, OperationId operation) {
        return issue.list().equals(OperationId.ALL)
                ? !operation.equals(OperationId.ALL)
                : operation.equals(issue.list());
    }

    private Optional<Correction> correction(
            Mailing.Issue issue,
            EditionKey newest,
            Map<SummaryKey, Integer> told,
            Catalogue catalogue,
            Map<String, Used> editions) {
        var key = newest.summary();
        int from =
                told.containsKey(key)
                        ? told.get(key)
                        : editionAt(newest, mailedAt(issue.week().previous()));
        if (from == 0 || from >= newest.number()) {
            return Optional.empty();
        }
        var before = PublishedWeek.read(archive, new EditionKey(key, from));
        var since = new ArrayList<PublishedWeek>();
        for (int number = from + 1; number <= newest.number(); number++) {
            since.add(PublishedWeek.read(archive, new EditionKey(key, number)));
        }
        var differences = differences(before.measures(), since.getLast().measures());
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        editions.put(before.edition().toString(), new Used(before.edition(), before.manifest()));
        for (var each : since) {
            editions.put(each.edition().toString(), new Used(each.edition(), each.manifest()));
        }
        return Optional.of(
                new Correction(
                        before.edition(),
                        newest,
                        name(key.operation(), catalogue),
                        differences,
                        PublishedWeek.counted(since)));
    }

    private static List<Difference> differences(Map<Measure, Long> was, Map<Measure, Long> now) {
        var differences = new ArrayList<Difference>();
        for (var measure : MeasureOrder.MAIL) {
            long before = was.getOrDefault(measure, 0L);
            long after = now.getOrDefault(measure, 0L);
            if (before != after) {
                differences.add(new Difference(measure, before, after));
            }
        }
        return differences;
    }

    /// The number of the edition that was the newest at `moment`; 0 where there was none yet.
    private int editionAt(EditionKey newest, Instant moment) {
        for (int number = newest.number(); number > 0; number--) {
            var edition = new EditionKey(newest.summary(), number);
            if (!PublishedWeek.read(archive, edition).publishedAt().isAfter(moment)) {
                return number;
            }
        }
        return 0;
    }

    /// The newest edition of each summary that earlier issues of the list were made of.
    private Map<SummaryKey, Integer> told(Mailing.Issue issue) {
        var told = new LinkedHashMap<SummaryKey, Integer>();
        var week = issue.week();
        for (int back = 0; back < WEEKS_BACK; back++) {
            week = week.previous();
            var path = new Mailing.Issue(issue.list(), week).path() + IssueFile.JSON.fileName();
            archive.kept(path)
                    .map(DigestDocument::editions)
                    .ifPresent(editions ->
                            editions.forEach(edition ->
                                    told.merge(edition.summary(), edition.number(), Math::max)));
        }
        return told;
    }
}
