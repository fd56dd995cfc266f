package org.patrolledger.stack;

import static java.util.stream.Collectors.toCollection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTP API: every route of the route table with its scopes, behind a JWT authorizer.
final class Api extends Construct {

    /// Requests a second: ten times what the forces of a country send at the end of a shift.
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
    private final Functions functions;
    private final HttpJwtAuthorizer authorizer;
    private final Map<String, HttpLambdaIntegration> integrations = new HashMap<>();

    /// @param issuer the `iss` of accepted tokens, an https URL with OpenID Connect discovery
    /// @param audience the `aud` (or `client_id`) of accepted tokens
    Api(Construct scope, Stage stage, Functions functions, String issuer, String audience) {
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

    String url() {
        return httpStage.getUrl();
    }

    private void addRoutes() {
        for (Route route : Routes.ALL) {
            add(
                    HttpRouteKey.with(route.path(), HttpMethod.valueOf(route.method())),
                    route.key(),
                    route.function(),
                    route.scopes().stream().map(Scope::text).sorted().toList());
        }
        // A known path with another method is the function's to answer, with 405 and the methods
        // it has; an unknown path likewise, with 404. Both only to a caller with a token.
        for (String path :
                Routes.ALL.stream().map(Route::path).collect(toCollection(TreeSet::new))) {
            Route first =
                    Routes.ALL.stream()
                            .filter(r -> r.path().equals(path))
                            .findFirst()
                            .orElseThrow();
            add(
                    HttpRouteKey.with(path, HttpMethod.ANY),
                    "ANY " + path,
                    first.function(),
                    List.of());
        }
        add(HttpRouteKey.DEFAULT, "Default", FunctionPlan.READ_SUBMISSION.function(), List.of());
        // The permission above is for routes with a method and a path, which this one has not.
        functions
                .alias(FunctionPlan.READ_SUBMISSION)
                .addPermission(
                        "UnknownPaths",
                        Permission.builder()
                                .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                                .sourceArn(
                                        Stack.of(this)
                                                .formatArn(
                                                        ArnComponents.builder()
                                                                .service("execute-api")
                                                                .resource(api.getApiId())
                                                                .resourceName("*/$default")
                                                                .build()))
                                .build());
    }

    private void add(HttpRouteKey key, String id, String function, List<String> scopes) {
        HttpRoute.Builder.create(this, LogicalIds.of(id))
                .httpApi(api)
                .routeKey(key)
                .integration(
                        integrations.computeIfAbsent(
                                function,
                                name ->
                                        HttpLambdaIntegration.Builder.create(
                                                        LogicalIds.of(name), functions.alias(name))
                                                // One permission for the API instead of one for
                                                // each of its routes: a function's policy holds
                                                // 20 KB.
                                                .scopePermissionToRoute(false)
                                                .build()))
                .authorizer(authorizer)
                .authorizationScopes(scopes)
                .build();
    }

    private HttpStage stageOf(Stage stage) {
        var log =
                LogGroup.Builder.create(this, "AccessLog")
                        .retention(
                                stage.isProduction()
                                        ? RetentionDays.ONE_YEAR
                                        : RetentionDays.ONE_MONTH)
                        .removalPolicy(
                                stage.isProduction() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                        .build();
        var destination = new LogGroupLogDestination(log);
        return HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder().rateLimit(STEADY).burstLimit(BURST).build())
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
    }
}
