package org.patrolledger.lambda.http;

import java.util.Map;
import java.util.function.Function;
import org.patrolledger.lambda.HttpSettings;
import org.patrolledger.lambda.http.Route.ReadingRoute;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// What tests of functions behind the HTTP API share.
abstract class HttpFunctionFixture {
    static final Call READ = Call.sample("read-submission");

    final FakeContext context = new FakeContext("read-submission");

    Answer ask(Call call, FakeContext context, Function<HttpRequest, HttpResponse> work) {
        return call.answeredBy(function(work), context);
    }

    Answer ask(Call call, Function<HttpRequest, HttpResponse> work) {
        return call.answeredBy(function(work), context);
    }

    static HttpFunction<ReadingRoute> function(Function<HttpRequest, HttpResponse> work) {
        return function(HttpSettings.PLAIN, work);
    }

    static HttpFunction<ReadingRoute> function(
            HttpSettings settings, Function<HttpRequest, HttpResponse> work) {
        return new HttpFunction<>(ReadingRoute.class, settings) {
            @Override
            protected HttpResponse answer(
                    ReadingRoute route, HttpRequest request, String requestId) {
                return work.apply(request);
            }
        };
    }

    static HttpResponse fine(HttpRequest request) {
        return HttpResponse.json(200, Map.of());
    }

    static HttpResponse unasked(HttpRequest request) {
        throw new AssertionError("the function should not have been asked");
    }
}
