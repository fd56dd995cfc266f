package org.patrolledger.aws;

import static org.patrolledger.aws.Items.number;
import static org.patrolledger.aws.Items.text;
import static org.patrolledger.aws.Items.timeText;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The record of downloads in DynamoDB: a partition per UTC day, sorted by time, and an index by
/// edition.
///
/// DynamoDB deletes what has expired within days, not at once, so what has expired is left out here
/// as well.
public final class DynamoDbDownloadRegister implements DownloadRegister {
    private static final String DAY = "day";
    private static final String AT = "at";
    private static final String EDITION = "edition";
    private static final String SUBJECT = "subject";
    private static final String ORGANISATION = "organisation";
    private static final String FILE = "file";
    private static final int PARALLEL = 16;

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;
    private final FanOut fanOut = new FanOut(PARALLEL);

    /// @param table a table as [Tables#downloads] makes it
    /// @param clock decides what has expired
    public DynamoDbDownloadRegister(DynamoDbClient client, String table, InstantSource clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    /// A repetition by the SDK writes the same item once more.
    @Override
    public void record(Download download) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(
                                Map.of(
                                        DAY,
                                        text(day(download.at()).toString()),
                                        // The UUID keeps two downloads of one millisecond apart.
                                        AT,
                                        text(timeText(download.at()) + "#" + UUID.randomUUID()),
                                        EDITION,
                                        text(download.edition().toString()),
                                        SUBJECT,
                                        text(download.subject()),
                                        ORGANISATION,
                                        text(download.organisation().value()),
                                        FILE,
                                        text(download.file()),
                                        Tables.DOWNLOADS_EXPIRY,
                                        number(download.keptUntil().getEpochSecond())))
                        .build();
        Storage.call(() -> client.putItem(put));
    }

    @Override
    public List<Download> between(Instant from, Instant to) {
        var now = clock.instant();
        // Nothing is known of days before these, or after them.
        var first = later(day(from), day(now).minus(Download.KEPT));
        var last = earlier(day(to), day(now).plusDays(1));
        if (first.isAfter(last)) {
            return List.of();
        }
        return first
                .datesUntil(last.plusDays(1))
                .map(day -> fanOut.start(() -> on(day, from, to)))
                .toList() // all days are under way before the first is waited for
                .stream()
                .map(FanOut::await)
                .flatMap(List::stream)
                .filter(download -> download.keptUntil().isAfter(now))
                .toList();
    }

    private List<Download> on(LocalDate day, Instant from, Instant to) {
        var found =
                query(
                        QueryRequest.builder()
                                .keyConditionExpression("#day = :day")
                                .expressionAttributeNames(Map.of("#day", DAY))
                                .expressionAttributeValues(Map.of(":day", text(day.toString())))
                                .consistentRead(true));
        found.removeIf(it -> it.at().isBefore(from) || !it.at().isBefore(to));
        return found;
    }

    @Override
    public List<Download> of(EditionKey edition) {
        var found =
                query(
                        QueryRequest.builder()
                                .indexName(Tables.BY_EDITION)
                                .keyConditionExpression(EDITION + " = :edition")
                                .expressionAttributeValues(
                                        Map.of(":edition", text(edition.toString()))));
        var now = clock.instant();
        found.removeIf(it -> !it.keptUntil().isAfter(now));
        return found;
    }

    private List<Download> query(QueryRequest.Builder query) {
        var found = new ArrayList<Download>();
        Map<String, AttributeValue> from = Map.of();
        do {
            var page =
                    query.tableName(table).exclusiveStartKey(from.isEmpty() ? null : from).build();
            var response = Storage.call(() -> client.query(page));
            response.items().forEach(item -> found.add(download(item)));
            from = response.lastEvaluatedKey();
        } while (!from.isEmpty());
        return found;
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

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
