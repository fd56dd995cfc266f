package org.patrolledger.lambda.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the [Route] of a request.
public final class Routes {

    /// In the order in which they are matched: API Gateway prefers a literal segment to a
    /// parameter, so `…/editions` stands before `…/{file}`.
    public static final List<Route> ALL = all();

    private Routes() {}

    /// A route found, and the values of its path parameters, still percent-encoded.
    public record Match(Route route, Map<String, String> parameters) {}

    private static List<Route> all() {
        var all = new ArrayList<Route>();
        for (var group : Route.class.getPermittedSubclasses()) {
            for (var constant : group.getEnumConstants()) {
                all.add((Route) constant);
            }
        }
        return List.copyOf(all);
    }

    /// The route of a request, or nothing where no route has this method and path. `HEAD` has the
    /// route of `GET`.
    public static Optional<Match> find(String method, String path) {
        var served = method.equals("HEAD") ? "GET" : method;
        for (Route route : ALL) {
            if (route.method().equals(served)) {
                Optional<Map<String, String>> parameters = route.parametersOf(path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(route, parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// The methods of a path, sorted, for the `Allow` header of a 405; empty where the path is
    /// unknown (404).
    public static List<String> methodsOf(String path) {
        var methods = new TreeSet<String>();
        for (Route route : at(path)) {
            methods.add(route.method());
            if (route.method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return List.copyOf(methods);
    }

    /// Whether some call of the path needs no token, so that its methods are no secret.
    public static boolean isOpen(String path) {
        return at(path).stream().anyMatch(Route::open);
    }

    private static List<Route> at(String path) {
        return ALL.stream().filter(route -> route.parametersOf(path).isPresent()).toList();
    }
}
