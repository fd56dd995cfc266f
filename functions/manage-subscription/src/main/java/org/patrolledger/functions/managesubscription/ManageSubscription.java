package org.patrolledger.functions.managesubscription;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Route.SubscriptionRoute;
import org.patrolledger.storage.Adapters;

/// The pages of the weekly mails: sign up, confirm, leave. Public; a `GET` changes nothing, so that
/// programs that follow every link of a mail do no harm.
public final class ManageSubscription extends HttpFunction<SubscriptionRoute> {
    private final CatalogueStore catalogue;
    private final Subscriptions subscriptions;
    private final InstantSource clock;
    private final String title;

    /// Wires the function to this process's environment, as Lambda does.
    public ManageSubscription() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for what expires.
    public ManageSubscription(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(
                adapters.catalogueStore(),
                new Subscriptions(
                        adapters.subscriberRegister(clock),
                        adapters.addressVault(),
                        adapters.mailQueue(),
                        clock,
                        // Made when it is used: two processes from one snapshot must not agree.
                        new SecureRandom()),
                environment.mail().title(),
                clock);
    }

    ManageSubscription(
            CatalogueStore catalogue,
            Subscriptions subscriptions,
            String title,
            InstantSource clock) {
        super(SubscriptionRoute.class);
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.title = title;
        this.clock = clock;
    }

    @Override
    protected HttpResponse answer(SubscriptionRoute route, HttpRequest request, String requestId) {
        var answer =
                switch (route) {
                    case START -> start(request);
                    case SIGN_UP -> signUp(request);
                    case INVITATION -> told(request, subscriptions::invitation);
                    case CONFIRM -> told(request, subscriptions::confirm);
                    case HELD -> held(request);
                    case LEAVE -> leave(request);
                };
        return answer.notStored();
    }

    private HttpResponse start(HttpRequest request) {
        var lists = offered();
        if (!Accept.prefersJson(request)) {
            return Answers.page(200, SignUpPage.start(title, lists, SignUpPage.Filled.FRESH));
        }
        return HttpResponse.json(
                200, Map.of("lists", Answers.lists(lists), "wording", Subscriptions.WORDING));
    }

    private HttpResponse signUp(HttpRequest request) {
        var form = SignUp.of(request);
        var lists = offered();
        var faults = new ArrayList<Fault>();
        var address = EmailAddress.parse(form.email());
        if (address.isEmpty()) {
            faults.add(
                    new Fault(
                            "/email",
                            Fault.Rule.FORMAT,
                            "Enter an e-mail address, such as name@example.org."));
        }
        var chosen = chosen(form, lists, faults);
        if (!faults.isEmpty()) {
            return refused(request, form, lists, faults);
        }
        if (form.trap().isEmpty() && address.isPresent()) {
            subscriptions.ask(address.get(), chosen, CallerAddress.of(request));
        }
        return Accept.prefersJson(request)
                ? HttpResponse.json(202, Map.of("status", "accepted"))
                : Answers.page(202, Pages.asked());
    }

    private static SortedSet<OperationId> chosen(
            SignUp form, List<ListName> lists, List<Fault> faults) {
        var chosen = new TreeSet<OperationId>();
        for (int i = 0; i < form.lists().size(); i++) {
            var wanted = form.lists().get(i);
            var known = lists.stream().filter(it -> it.id().value().equals(wanted)).findFirst();
            known.ifPresentOrElse(
                    it -> chosen.add(it.id()),
                    () ->
                            faults.add(
                                    new Fault(
                                            "/lists",
                                            Fault.Rule.CATALOGUE,
                                            "Choose among the lists that there are.")));
        }
        if (form.lists().isEmpty()) {
            faults.add(new Fault("/lists", Fault.Rule.MIN_ITEMS, "Choose one list at least."));
        } else if (chosen.size() > Subscription.MOST_LISTS) {
            faults.add(new Fault("/lists", Fault.Rule.MAX_ITEMS, "Choose 20 lists at most."));
        }
        return chosen;
    }

    private HttpResponse refused(
            HttpRequest request, SignUp form, List<ListName> lists, List<Fault> faults) {
        if (Accept.prefersJson(request)) {
            return HttpResponse.problem(Problem.notValid(faults));
        }
        var told =
                faults.stream()
                        .map(fault ->
                                new SignUpPage.FieldFault(
                                        fault.pointer().substring(1), fault.detail()))
                        .distinct()
                        .toList();
        return Answers.page(
                422,
                SignUpPage.start(
                        title,
                        lists,
                        new SignUpPage.Filled(form.email(), Set.copyOf(form.lists()), told)));
    }

    /// What became of the invitation whose token is in the request's path.
    private HttpResponse told(
            HttpRequest request, Function<LinkToken, Subscriptions.Invitation> become) {
        boolean json = Accept.prefersJson(request);
        var invitation = LinkToken.parse(request.parameter("token")).map(become);
        return switch (invitation.orElseGet(Subscriptions.Invitation.Unknown::new)) {
            case Subscriptions.Invitation.Open open ->
                    json
                            ? HttpResponse.json(200, Map.of("state", "pending"))
                            : Answers.page(200, Pages.invitation(request.parameter("token")));
            case Subscriptions.Invitation.Confirmed(var lists) ->
                    json
                            ? HttpResponse.json(
                                    200, Map.of("state", "active", "lists", Answers.ids(lists)))
                            : Answers.page(200, Pages.confirmed(named(lists)));
            case Subscriptions.Invitation.Unknown unknown ->
                    json
                            ? HttpResponse.problem(Problem.Kind.NOT_FOUND)
                            : Answers.page(404, Pages.unknownInvitation());
        };
    }

    private HttpResponse held(HttpRequest request) {
        var held = LinkToken.parse(request.parameter("token")).flatMap(subscriptions::held);
        if (Accept.prefersJson(request)) {
            return HttpResponse.json(
                    200, held.map(ManageSubscription::document).orElseGet(Answers::nothingHeld));
        }
        return Answers.page(
                200,
                held.map(it ->
                                Pages.held(
                                        it,
                                        named(it.subscription().lists()),
                                        request.parameter("token")))
                        .orElseGet(Pages::left));
    }

    private static Map<String, @Nullable Object> document(Subscriptions.Held held) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("state", "active");
        document.put("email", held.address().value());
        document.put("lists", Answers.ids(held.subscription().lists()));
        document.put("confirmedAt", held.subscription().confirmedAt().toString());
        document.put("wording", held.subscription().wording());
        return document;
    }

    /// Also for `List-Unsubscribe=One-Click` of RFC 8058; the body says nothing more than that.
    private HttpResponse leave(HttpRequest request) {
        LinkToken.parse(request.parameter("token")).ifPresent(subscriptions::leave);
        return Accept.prefersJson(request)
                ? HttpResponse.json(200, Answers.nothingHeld())
                : Answers.page(200, Pages.left());
    }

    /// The lists that one can sign up for: operations that have not ended, and all of them
    /// together.
    private List<ListName> offered() {
        var today = OperationalDay.of(clock.instant());
        var lists = new ArrayList<ListName>();
        lists.add(new ListName(OperationId.ALL, "All operations"));
        for (var operation : catalogue.load().operations()) {
            if (operation.active().until().filter(it -> it.compareTo(today) < 0).isEmpty()) {
                lists.add(new ListName(operation.id(), operation.name()));
            }
        }
        return lists;
    }

    private List<ListName> named(SortedSet<OperationId> lists) {
        var known = catalogue.load();
        return lists.stream()
                .map(list ->
                        new ListName(
                                list,
                                list.equals(OperationId.ALL)
                                        ? "All operations"
                                        : known.operation(list)
                                                .map(Operation::name)
                                                .orElseGet(list::value)))
                .toList();
    }
}
