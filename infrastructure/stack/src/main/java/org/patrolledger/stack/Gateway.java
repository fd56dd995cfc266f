package org.patrolledger.stack;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The HTTP API: every route of the route table, behind a JWT authorizer unless it is public.
final class Gateway extends Construct {

    /// Requests a second, of a route that has no throttle of its own: ten times what the forces of
    /// a country send at the end of a shift.
    private static final int STEADY = 500;

    private static final int BURST = 1_000;

    /// Who asked for what, how it ended and how long it took. A key more is money for every
    /// request, so it is no more than a question about a request needs; the function's log has the
    /// same request id.
    static final String ACCESS =
            """
            {"id":"$context.requestId","route":"$context.routeKey","status":"$context.status",\
            "ms":"$context.responseLatency","sub":"$context.authorizer.claims.sub",\
            "error":"$context.authorizer.error"}\
            """;

    private final HttpApi api;
    private final HttpStage httpStage;
    private final DeployedFunctions functions;
    private final HttpJwtAuthorizer authorizer;
    private final Map<String, HttpLambdaIntegration> integrations = new HashMap<>();
    private final List<HttpRoute> routes = new ArrayList<>();
    private final Map<String, Object> settings = new TreeMap<>();

    /// @param issuer the `iss` of accepted tokens, an https URL with OpenID Connect discovery
    /// @param audience the `aud` (or `client_id`) of accepted tokens
    Gateway(
            Construct scope,
            Stage stage,
            DeployedFunctions functions,
            String issuer,
            String audience) {
        super(scope, "Api");
        this.functions = functions;
        api =
                HttpApi.Builder.create(this, "Http")
                        .apiName(stage.named("patrol-ledger"))
                        .description("Patrol Ledger (" + stage.name() + ")")
                        .createDefaultStage(false)
                        .build();
        authorizer =
                HttpJwtAuthorizer.Builder.create("Tokens", issuer)
                        .jwtAudience(List.of(audience))
                        .build();
        addRoutes();
        httpStage = stageOf(stage);
    }

    HttpApi http() {
        return api;
    }

    /// The host name of the API, which no stage's name follows.
    String host() {
        return api.getApiId() + ".execute-api." + Stack.of(this).getRegion() + ".amazonaws.com";
    }

    String url() {
        return httpStage.getUrl();
    }

    private void addRoutes() {
        for (Route route : Routes.ALL) {
            add(
                    HttpRouteKey.with(route.path(), HttpMethod.valueOf(route.method())),
                    route.key(),
                    route);
        }
        // A known path with another method is the function's to answer, with 405 and the methods it
        // has, and so is HEAD, which goes where GET goes. A path that nobody knows is 404 by the
        // gateway itself: with a route for these, strangers could have functions called.
        for (String path :
                Routes.ALL.stream().map(Route::path).collect(toCollection(TreeSet::new))) {
            add(HttpRouteKey.with(path, HttpMethod.ANY), "ANY " + path, readerOf(path));
        }
    }

    /// The route that answers `GET` for a path, or the first one it has.
    private static Route readerOf(String path) {
        var routes = Routes.ALL.stream().filter(route -> route.path().equals(path)).toList();
        return routes.stream()
                .filter(route -> route.method().equals("GET"))
                .findFirst()
                .orElse(routes.getFirst());
    }

    /// No scopes are asked for here: the gateway's 403 could not say which one is missing, and it
    /// knows scopes by their full names only. The function checks them.
    private void add(HttpRouteKey key, String id, Route route) {
        var builder =
                HttpRoute.Builder.create(this, LogicalIds.of(id))
                        .httpApi(api)
                        .routeKey(key)
                        .integration(integrationOf(route.function()));
        if (!route.scopes().isEmpty()) {
            builder.authorizer(authorizer);
        }
        var added = builder.build();
        if (route.scopes().isEmpty()) {
            Suppressions.add(
                    added, "AwsSolutions-APIG4", "The contract opens this route to the public.");
        }
        routes.add(added);
        settings.put(key.getKey(), throttle(route).settings());
    }

    private HttpLambdaIntegration integrationOf(String function) {
        return integrations.computeIfAbsent(
                function,
                name ->
                        HttpLambdaIntegration.Builder.create(
                                        LogicalIds.of(name), functions.alias(name))
                                // One permission for the API instead of one for each of its routes:
                                // a function's policy holds 20 KB.
                                .scopePermissionToRoute(false)
                                .build());
    }

    /// What a route takes: `steady` requests a second, and `burst` at once.
    private record Throttle(int steady, int burst) {

        Map<String, Integer> settings() {
            return new TreeMap<>(
                    Map.of("ThrottlingRateLimit", steady, "ThrottlingBurstLimit", burst));
        }
    }

    /// A bucket for each route, so that a flood of one leaves the others what they had. Forms have
    /// the largest. What takes long, costs much or is open to the public has a small one: times its
    /// duration it is the most of the account's concurrency that the route can hold.
    private static Throttle throttle(Route route) {
        boolean reads = route.method().equals("GET");
        return switch (FunctionPlan.of(route.function()).size()) {
            case FORM -> {
                if (route.scopes().isEmpty()) {
                    yield new Throttle(20, 40);
                }
                yield route.method().equals("POST")
                        ? new Throttle(300, 600)
                        : new Throttle(100, 200);
            }
            case CHANGE -> reads ? new Throttle(100, 200) : new Throttle(5, 10);
            case HAND_OUT -> new Throttle(50, 100);
            case BACKGROUND, ROUND, IMPORT, FOLD ->
                    throw new IllegalStateException(route.function() + " answers no requests");
        };
    }

    private HttpStage stageOf(Stage stage) {
        var log =
                stage.keptLog(LogGroup.Builder.create(this, "AccessLog"))
                        .logGroupName(accessLogName(stage))
                        .build();
        var destination = new LogGroupLogDestination(log);
        var deployed =
                HttpStage.Builder.create(this, "Stage")
                        .httpApi(api)
                        .stageName("$default")
                        .autoDeploy(true)
                        .throttle(
                                ThrottleSettings.builder()
                                        .rateLimit(STEADY)
                                        .burstLimit(BURST)
                                        .build())
                        .detailedMetricsEnabled(false)
                        .accessLogSettings(
                                new IAccessLogSettings() {
                                    @Override
                                    public IAccessLogDestination getDestination() {
                                        return destination;
                                    }

                                    @Override
                                    public AccessLogFormat getFormat() {
                                        return AccessLogFormat.custom(ACCESS);
                                    }
                                })
                        .build();
        // The gateway refuses the settings of a route that is not there yet.
        routes.forEach(route -> deployed.getNode().addDependency(route));
        ((CfnStage) Objects.requireNonNull(deployed.getNode().getDefaultChild()))
                .setRouteSettings(settings);
        return deployed;
    }

    /// CloudWatch lets AWS services write to groups of this prefix without an entry for each in the
    /// account's one policy, which is full after a few. The part of the stack's id keeps a group
    /// that outlived its stack out of the way of the next.
    private String accessLogName(Stage stage) {
        String stackId = Stack.of(this).getStackId();
        String uuid = Fn.select(2, Fn.split("/", stackId));
        return "/aws/vendedlogs/"
                + stage.named("patrol-ledger-access")
                + "-"
                + Fn.select(0, Fn.split("-", uuid));
    }
}
