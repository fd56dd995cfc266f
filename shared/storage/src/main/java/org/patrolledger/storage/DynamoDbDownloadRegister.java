package org.patrolledger.storage;

import static org.patrolledger.storage.Items.epochSecond;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.Items.timeText;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The record of downloads in DynamoDB: a partition per UTC month, sorted by time, and an index by
/// edition. Auditors are few: seven years are 85 queries, and no month comes near what one
/// partition takes.
///
/// DynamoDB deletes what has expired within days, not at once, so what has expired is left out here
/// as well.
public final class DynamoDbDownloadRegister implements DownloadRegister {
    private static final String MONTH = "month";
    private static final String AT = "at";
    private static final String EDITION = "edition";
    private static final String SUBJECT = "subject";
    private static final String ORGANISATION = "organisation";
    private static final String FILE = "file";
    private static final int PARALLEL = 16;

    private final DynamoDbTable table;
    private final InstantSource clock;
    private final FanOut fanOut = new FanOut(PARALLEL);

    /// @param table a table as [Tables#downloads] makes it
    /// @param clock decides what has expired
    public DynamoDbDownloadRegister(DynamoDbClient client, String table, InstantSource clock) {
        this.table = new DynamoDbTable(client, table);
        this.clock = clock;
    }

    /// A repetition by the SDK writes the same item once more.
    @Override
    public void record(Download download) {
        // The UUID keeps two downloads of one millisecond apart.
        var at = timeText(download.at()) + "#" + UUID.randomUUID();
        table.put(
                Map.of(
                        MONTH,
                        text(month(download.at()).toString()),
                        AT,
                        text(at),
                        EDITION,
                        text(download.edition().toString()),
                        SUBJECT,
                        text(download.subject()),
                        ORGANISATION,
                        text(download.organisation().value()),
                        FILE,
                        text(download.file()),
                        Tables.DOWNLOADS_EXPIRY,
                        epochSecond(download.keptUntil())));
    }

    @Override
    public List<Download> between(Instant from, Instant to) {
        var now = clock.instant();
        // Nothing is known of months before these, or after them.
        var first = later(month(from), YearMonth.from(day(now).minus(Download.KEPT)));
        var last = earlier(month(to), YearMonth.from(day(now).plusDays(1)));
        var months =
                Stream.iterate(first, it -> !it.isAfter(last), it -> it.plusMonths(1)).toList();
        return fanOut.map(months, month -> in(month, from, to)).stream()
                .flatMap(List::stream)
                .filter(download -> download.keptUntil().isAfter(now))
                .toList();
    }

    private List<Download> in(YearMonth month, Instant from, Instant to) {
        var start = later(from, start(month));
        var end = earlier(to, start(month.plusMonths(1)));
        if (!start.isBefore(end)) {
            return List.of();
        }
        var query =
                QueryRequest.builder()
                        .keyConditionExpression("#month = :month AND #at BETWEEN :start AND :end")
                        .expressionAttributeNames(Map.of("#month", MONTH, "#at", AT))
                        .expressionAttributeValues(
                                Map.of(
                                        ":month", text(month.toString()),
                                        ":start", text(timeText(start)),
                                        // Texts leave out what is below a millisecond.
                                        ":end", text(timeText(end.plusMillis(1)))))
                        .consistentRead(true);
        return downloads(query)
                .filter(it -> !it.at().isBefore(from) && it.at().isBefore(to))
                .toList();
    }

    @Override
    public List<Download> of(EditionKey edition) {
        return kept(Tables.BY_EDITION, EDITION, edition.toString());
    }

    @Override
    public List<Download> givenTo(String subject) {
        return kept(Tables.BY_RECEIVER, SUBJECT, subject);
    }

    private List<Download> kept(String index, String attribute, String value) {
        var query =
                QueryRequest.builder()
                        .indexName(index)
                        .keyConditionExpression("#key = :value")
                        .expressionAttributeNames(Map.of("#key", attribute))
                        .expressionAttributeValues(Map.of(":value", text(value)));
        var now = clock.instant();
        return downloads(query).filter(it -> it.keptUntil().isAfter(now)).toList();
    }

    private Stream<Download> downloads(QueryRequest.Builder query) {
        return table.all(query).stream().map(DynamoDbDownloadRegister::download);
    }

    private static Download download(Map<String, AttributeValue> item) {
        var at = text(item, AT);
        return new Download(
                Instant.parse(at.substring(0, at.indexOf('#'))),
                text(item, SUBJECT),
                new OrganisationId(text(item, ORGANISATION)),
                EditionKey.parse("summaries/" + text(item, EDITION) + "/")
                        .orElseThrow(
                                () -> new IllegalStateException("a download is of no edition")),
                text(item, FILE));
    }

    private static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static YearMonth month(Instant moment) {
        return YearMonth.from(day(moment));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static <T extends Comparable<? super T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static <T extends Comparable<? super T>> T earlier(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
