package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.ContractFiles;

class OpenApiAgreementTest {
    @Test
    void paths_methods_and_scopes_are_those_of_the_route_table() {
        var routed = new TreeMap<String, TreeSet<String>>();
        Routes.ALL.forEach(route ->
                routed.put(
                        route.method() + " " + route.path(),
                        route.scopes().stream()
                                .map(Scope::text)
                                .collect(Collectors.toCollection(TreeSet::new))));

        var described = new TreeMap<String, TreeSet<String>>();
        ContractFiles.yaml("openapi.yaml")
                .get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(call -> {
                                    var anyOf = new TreeSet<String>();
                                    call.getValue()
                                            .get("security")
                                            .forEach(one ->
                                                    one.get("token")
                                                            .forEach(scope ->
                                                                    anyOf.add(scope.asString())));
                                    described.put(
                                            call.getKey().toUpperCase(Locale.ROOT)
                                                    + " "
                                                    + path.getKey(),
                                            anyOf);
                                }));

        assertThat(described).isEqualTo(routed).isNotEmpty();
    }
}
