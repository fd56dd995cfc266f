package org.patrolledger.functions.downloadsummary;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.summary.ArchiveQueue;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.Priming;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Page;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.SummaryRoute;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.storage.Adapters;

/// `GET /summaries/…`: what is published, and links to its files, each download recorded before its
/// link is given; `GET /downloads`: that record.
public final class DownloadSummary extends HttpFunction<SummaryRoute> {
    /// Seconds after which an archive that was asked for may be there.
    private static final String AFTER_A_REQUEST = "5";

    private final PublishedSummaries published;
    private final Counter counter;
    private final Notices notices;
    private final Heads heads;
    private final InstantSource clock;

    /// Wires the function to this process's environment, as Lambda does, and primes itself where a
    /// snapshot follows.
    public DownloadSummary() {
        var environment = Environment.ofProcess();
        var adapters = new Adapters(environment);
        Priming.beforeSnapshot(() -> DownloadPriming.prime(environment, adapters, Priming.CALLS));
        this(adapters, InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the time of a download.
    public DownloadSummary(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock);
    }

    DownloadSummary(Adapters adapters, InstantSource clock) {
        this(
                adapters.summaryArchive(),
                adapters.downloadRegister(clock),
                adapters.catalogueStore(),
                adapters.archiveQueue(),
                clock);
    }

    DownloadSummary(
            SummaryArchive archive,
            DownloadRegister register,
            CatalogueSource catalogue,
            ArchiveQueue archives,
            InstantSource clock) {
        super(SummaryRoute.class);
        this.published = new PublishedSummaries(archive, register);
        this.counter = new Counter(archive, published, register, archives, clock);
        this.notices = new Notices(published, register);
        this.heads = new Heads(archive, catalogue, published);
        this.clock = clock;
    }

    @Override
    protected HttpResponse answer(SummaryRoute route, HttpRequest request, String requestId) {
        return switch (route) {
            case PERIODS -> periods(request);
            case PERIOD -> published(request);
            case NEWEST ->
                    request.parameter("operation").equals(ArchiveRequest.ZIP)
                            ? archive(request)
                            : newest(request);
            case EDITIONS -> editions(request);
            case FILE -> file(request);
            case DOWNLOADS -> downloads(request);
            case NOTICES -> notices(request);
            case HEADS -> HttpResponse.json(200, heads.at(clock.instant()));
        };
    }

    private HttpResponse published(HttpRequest request) {
        var period = period(request);
        var query = new QueryReader(request);
        var after = query.next(1, DownloadSummary::operation);
        query.end();
        return HttpResponse.json(200, published.period(period, after)).taggedByContent();
    }

    private static @Nullable OperationId operation(List<String> parts) {
        return Slug.matches(parts.getFirst()) ? new OperationId(parts.getFirst()) : null;
    }

    private HttpResponse periods(HttpRequest request) {
        var kind = found(ReportingPeriod.Kind.ofPath(request.parameter("kind")));
        var query = new QueryReader(request);
        var page = new Page("periods", query.limit());
        var after =
                query.next(1, parts -> ReportingPeriod.parse(kind, parts.getFirst()).orElse(null));
        query.end();
        for (var period : published.periods(kind, after)) {
            if (!page.add(published.period(period, Optional.empty()), Cursor.of(period.id()))) {
                break;
            }
        }
        return HttpResponse.json(200, page.document()).taggedByContent();
    }

    private HttpResponse editions(HttpRequest request) {
        var key = summary(request);
        var query = new QueryReader(request);
        int limit = query.limit();
        int after = query.nextNumber();
        query.end();
        return HttpResponse.json(200, found(published.editions(key, after, limit)))
                .taggedByContent();
    }

    private HttpResponse downloads(HttpRequest request) {
        var range = TimeRange.of(request);
        var query = new QueryReader(request);
        var page = new Page("downloads", query.limit());
        int skipped = query.nextNumber();
        query.end();
        var all = counter.downloads(range);
        for (int i = skipped; i < all.size(); i++) {
            var cursor = Cursor.of(Integer.toString(i + 1));
            if (!page.add(DownloadDocuments.full(all.get(i)), cursor)) {
                break;
            }
        }
        return HttpResponse.json(200, page.document());
    }

    private HttpResponse notices(HttpRequest request) {
        var query = new QueryReader(request);
        var page = new Page("notices", query.limit());
        var after = query.next(1, List::getFirst);
        query.end();
        notices.fill(page, request.knownCaller().subject(), after);
        return HttpResponse.json(200, page.document());
    }

    private HttpResponse newest(HttpRequest request) {
        if (!request.knownCaller().may(Scope.SUMMARIES_READ)) {
            throw RefusedException.lacking(Scope.SUMMARIES_READ);
        }
        var key = summary(request);
        var edition =
                found(
                        TimeRange.asAt(request)
                                .map(moment -> published.newestAt(key, moment))
                                .orElseGet(() -> published.newest(key)));
        return HttpResponse.json(200, published.summary(edition)).tagged(edition.number());
    }

    private HttpResponse file(HttpRequest request) {
        var key = summary(request);
        var file = found(EditionFile.named(request.parameter("file")));
        var receiver =
                receiver(
                        request,
                        file == EditionFile.LINEAGE ? Scope.AUDIT_READ : Scope.SUMMARIES_READ);
        var edition = found(published.edition(key, request.query().get("edition")));
        return handed(request, found(counter.handOut(edition, file, receiver)));
    }

    private HttpResponse archive(HttpRequest request) {
        var period = period(request);
        var receiver = receiver(request, Scope.AUDIT_READ);
        return switch (counter.handOutArchive(period, receiver)) {
            case Counter.Archived.Ready(var handed) -> handed(request, handed);
            case Counter.Archived.Awaited awaited ->
                    HttpResponse.json(202, Map.of("state", "making"))
                            .with("retry-after", AFTER_A_REQUEST)
                            .notStored();
            case Counter.Archived.Nothing nothing -> HttpResponse.problem(Problem.Kind.NOT_FOUND);
        };
    }

    private static HttpResponse handed(HttpRequest request, Counter.Handed handed) {
        return Accepts.json(request)
                ? HttpResponse.json(200, handed.document()).notStored()
                : HttpResponse.seeOther(handed.url());
    }

    private static Counter.Receiver receiver(HttpRequest request, Scope needed) {
        var caller = request.knownCaller();
        if (!caller.may(needed)) {
            throw RefusedException.lacking(needed);
        }
        return new Counter.Receiver(
                caller.subject(),
                caller.organisation()
                        .orElseThrow(() -> new RefusedException(Problem.Kind.FORBIDDEN)));
    }

    private static SummaryKey summary(HttpRequest request) {
        var operation = request.parameter("operation");
        if (!Slug.matches(operation)) {
            throw new RefusedException(Problem.Kind.NOT_FOUND);
        }
        return new SummaryKey(period(request), new OperationId(operation));
    }

    private static ReportingPeriod period(HttpRequest request) {
        return found(
                ReportingPeriod.Kind.ofPath(request.parameter("kind"))
                        .flatMap(it -> ReportingPeriod.parse(it, request.parameter("period"))));
    }

    private static <T> T found(Optional<T> something) {
        return something.orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
    }
}
