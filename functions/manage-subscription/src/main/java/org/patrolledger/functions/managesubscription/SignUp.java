package org.patrolledger.functions.managesubscription;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.RefusedException;

/// What a form says, as it was sent: by a browser, or as JSON.
///
/// @param email the text of the address
/// @param lists the texts of the lists
/// @param trap what stands in the field that people do not see; only programs fill it in
record SignUp(String email, List<String> lists, String trap) {
    /// More lists than this are none that somebody chose.
    private static final int MOST_LISTS = 100;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TRAP = "website";

    SignUp {
        lists = List.copyOf(lists);
    }

    /// Reads the request's body.
    ///
    /// @throws RefusedException if it is too large or of another type
    static SignUp of(HttpRequest request) {
        var type = request.header("content-type").orElse("").split(";", -1)[0].strip();
        if (!type.equalsIgnoreCase(FORM)) {
            return ofJson(request.document());
        }
        if (request.body().length > HttpRequest.LARGEST_BODY) {
            throw new RefusedException(Problem.Kind.TOO_LARGE);
        }
        return ofForm(new String(request.body(), StandardCharsets.UTF_8));
    }

    private static SignUp ofForm(String body) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), it -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new SignUp(
                first(fields, "email"),
                limited(fields.getOrDefault("lists", List.of())),
                first(fields, TRAP));
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static SignUp ofJson(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            return new SignUp("", List.of(), "");
        }
        var lists = new ArrayList<String>();
        if (map.get("lists") instanceof List<?> listed) {
            for (@Nullable Object each : listed) {
                lists.add(each instanceof String text ? text : "");
            }
        }
        return new SignUp(text(map, "email"), limited(lists), text(map, TRAP));
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    private static List<String> limited(List<String> lists) {
        return lists.subList(0, Math.min(MOST_LISTS, lists.size()));
    }
}
