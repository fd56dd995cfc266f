package org.patrolledger.functions.downloadsummary;

import java.time.InstantSource;
import java.util.Optional;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.SummaryRoute;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.storage.Adapters;

/// `GET /summaries/…`: what is published, and links to its files, each download recorded before its
/// link is given; `GET /downloads`: that record.
public final class DownloadSummary extends HttpFunction<SummaryRoute> {
    private final Shelf shelf;
    private final Counter counter;

    /// Wires the function to this process's environment, as Lambda does.
    public DownloadSummary() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the time of a download.
    public DownloadSummary(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock);
    }

    private DownloadSummary(Adapters adapters, InstantSource clock) {
        this(adapters.summaryArchive(), adapters.downloadRegister(clock), clock);
    }

    DownloadSummary(SummaryArchive archive, DownloadRegister register, InstantSource clock) {
        super(SummaryRoute.class);
        this.shelf = new Shelf(archive, register);
        this.counter = new Counter(archive, register, clock);
    }

    @Override
    protected HttpResponse answer(SummaryRoute route, HttpRequest request, String requestId) {
        return switch (route) {
            case PERIOD -> HttpResponse.json(200, shelf.period(period(request))).taggedByContent();
            case NEWEST ->
                    request.parameter("operation").equals(PeriodArchive.NAME)
                            ? archive(request)
                            : newest(request);
            case EDITIONS ->
                    HttpResponse.json(200, found(shelf.editions(summary(request))))
                            .taggedByContent();
            case FILE -> file(request);
            case DOWNLOADS -> HttpResponse.json(200, counter.downloads(TimeRange.of(request)));
        };
    }

    private HttpResponse newest(HttpRequest request) {
        var key = summary(request);
        var edition =
                found(
                        TimeRange.asAt(request)
                                .map(moment -> shelf.newestAt(key, moment))
                                .orElseGet(() -> shelf.newest(key)));
        return HttpResponse.json(200, shelf.summary(edition)).tagged(edition.number());
    }

    private HttpResponse file(HttpRequest request) {
        var key = summary(request);
        var receiver = receiver(request, key.period());
        var file = found(EditionFile.named(request.parameter("file")));
        var edition = found(shelf.edition(key, request.query().get("edition")));
        return HttpResponse.seeOther(counter.handOut(edition, file, receiver));
    }

    private HttpResponse archive(HttpRequest request) {
        var period = period(request);
        var receiver = receiver(request, period);
        return HttpResponse.seeOther(found(counter.handOutArchive(period, receiver)));
    }

    /// A weekly file is for whoever reads summaries, a monthly one for auditors.
    private static Counter.Receiver receiver(HttpRequest request, ReportingPeriod period) {
        var caller = request.knownCaller();
        var needed =
                switch (period.kind()) {
                    case WEEKLY -> Scope.SUMMARIES_READ;
                    case MONTHLY -> Scope.AUDIT_READ;
                };
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
