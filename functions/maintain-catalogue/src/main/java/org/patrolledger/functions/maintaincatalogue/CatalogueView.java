package org.patrolledger.functions.maintaincatalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.QueryReader;

/// The catalogue, or that part of it which a query asks for.
///
/// @param operation this operation only, with its places and organisations
/// @param organisation the operations of this organisation only
record CatalogueView(Optional<OperationId> operation, Optional<OrganisationId> organisation) {
    /// The largest answer, in bytes.
    private static final int LARGEST = 4_000_000;

    /// Reads the query.
    ///
    /// @throws org.patrolledger.lambda.http.RefusedException that names every fault of it
    static CatalogueView of(HttpRequest request) {
        var query = new QueryReader(request);
        var view =
                new CatalogueView(
                        query.optionalSlug("operation", OperationId::new),
                        query.optionalSlug("organisation", OrganisationId::new));
        query.end();
        return view;
    }

    /// What it shows of `catalogue`; that the answer is too large, where it is, with the queries
    /// that make it smaller.
    HttpResponse answer(Catalogue catalogue) {
        var answer = HttpResponse.json(200, part(catalogue));
        return answer.body().getBytes(StandardCharsets.UTF_8).length > LARGEST
                ? tooLarge()
                : answer.taggedByContent();
    }

    private static HttpResponse tooLarge() {
        var detail = "The catalogue is larger than 4 MB; this query narrows it.";
        return HttpResponse.problem(
                Problem.notValid(
                        List.of(
                                new Fault("/operation", Rule.REQUIRED, detail),
                                new Fault("/organisation", Rule.REQUIRED, detail))));
    }

    private Map<String, @Nullable Object> part(Catalogue catalogue) {
        if (operation.isEmpty() && organisation.isEmpty()) {
            return CatalogueDocument.write(catalogue);
        }
        var operations = catalogue.operations().stream().filter(this::shows).toList();
        return CatalogueDocument.write(
                organisations(catalogue, operations), places(catalogue, operations), operations);
    }

    private boolean shows(Operation it) {
        return operation.map(it.id()::equals).orElse(true)
                && organisation.map(it.organisations()::contains).orElse(true);
    }

    private List<Organisation> organisations(Catalogue catalogue, List<Operation> operations) {
        var named =
                Stream.concat(
                                operations.stream().flatMap(it -> it.organisations().stream()),
                                organisation.stream())
                        .collect(Collectors.toSet());
        return catalogue.organisations().stream().filter(it -> named.contains(it.id())).toList();
    }

    private static List<PlaceName> places(Catalogue catalogue, List<Operation> operations) {
        var used =
                operations.stream()
                        .flatMap(it -> it.places().stream())
                        .map(Place::id)
                        .collect(Collectors.toSet());
        return catalogue.places().stream().filter(it -> used.contains(it.id())).toList();
    }
}
