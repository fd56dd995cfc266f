package org.patrolledger.functions.managesubscription;

import java.util.Locale;
import org.patrolledger.lambda.http.HttpRequest;

/// Which of the two forms of an answer a client prefers (RFC 9110, 12.5.1).
final class Accept {
    private Accept() {}

    /// How a type fits: how much it is wanted, and how closely it was named.
    private record Fit(double weight, int closeness) {}

    private static final String JSON = "application/json";

    /// Whether JSON rather than a page. A client to which both are the same gets what it sent: JSON
    /// for JSON, and a page in all other cases.
    static boolean prefersJson(HttpRequest request) {
        var accept = request.header("accept").orElse("*/*").toLowerCase(Locale.ROOT);
        var json = fit(accept, JSON, "application/*");
        var page = fit(accept, "text/html", "text/*");
        return json.equals(page)
                ? sendsJson(request)
                : json.weight() > page.weight()
                        || (json.weight() == page.weight() && json.closeness() > page.closeness());
    }

    private static boolean sendsJson(HttpRequest request) {
        return request.header("content-type")
                .map(type -> type.split(";", -1)[0].strip())
                .filter(JSON::equalsIgnoreCase)
                .isPresent();
    }

    /// By the closest range that fits; of no weight where none does.
    private static Fit fit(String accept, String type, String family) {
        var best = new Fit(0, 0);
        for (var each : accept.split(",", -1)) {
            var parts = each.strip().split("\\s*;\\s*", -1);
            int closeness =
                    parts[0].equals(type)
                            ? 3
                            : parts[0].equals(family) ? 2 : parts[0].equals("*/*") ? 1 : 0;
            if (closeness > best.closeness()) {
                best = new Fit(quality(parts), closeness);
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (var part : parts) {
            if (part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }
}
