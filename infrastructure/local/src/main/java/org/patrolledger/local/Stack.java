package org.patrolledger.local;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.local.clock.KeptClock;
import org.patrolledger.local.clock.StackClock;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.InvocationLog;
import org.patrolledger.local.http.Api;
import org.patrolledger.local.http.ContractApi;
import org.patrolledger.local.http.Front;
import org.patrolledger.local.http.HttpApi;
import org.patrolledger.local.http.InvokeApi;
import org.patrolledger.local.http.LocalApi;
import org.patrolledger.local.http.LoopbackOnly;
import org.patrolledger.local.http.SiteFiles;
import org.patrolledger.local.mail.LocalMail;
import org.patrolledger.local.mail.MailApi;
import org.patrolledger.local.oidc.LocalIssuer;
import org.patrolledger.local.sources.Pump;
import org.patrolledger.local.sources.QueuePoller;
import org.patrolledger.local.sources.Scheduler;
import org.patrolledger.local.sources.StreamPoller;
import org.patrolledger.local.tokens.JwtAuthorizer;
import org.patrolledger.local.tokens.KeyFiles;
import org.patrolledger.local.tokens.TokenIssuer;

/// A running local stack.
public final class Stack implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Stack.class.getName());

    private final Closing closing;
    private final StackSettings settings;
    private final URI uri;
    private final EmbeddedClients clients;
    private final Provisioning.Provisioned provisioned;
    private final TokenIssuer issuer;
    private final Scheduler scheduler;
    private final Pump pump;
    private final LocalMail mail;

    /// Starts a stack. It answers once this returns; requests that come earlier wait.
    ///
    /// @throws StartFailure in one sentence, with nothing left running
    public static Stack start(StackSettings settings, Handlers handlers) throws StartFailure {
        var closing = new Closing();
        Logs.toNowhere();
        try {
            return new Stack(settings, handlers, closing);
        } catch (StartFailure e) {
            LOG.log(Level.SEVERE, e.sentence(), e.getCause());
            closing.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "the stack does not start", e);
            closing.close();
            throw StartFailure.machine(
                    "The stack does not start on the data folder "
                            + settings.data()
                            + "; the reason is in logs/servers.log there.",
                    e);
        }
    }

    private Stack(StackSettings settings, Handlers handlers, Closing closing)
            throws StartFailure, IOException {
        this.closing = closing;
        this.settings = settings;
        Servers.requireFree(settings.port(), "the HTTP API", "PORT");
        DataFolder data = closing.later(DataFolder.open(settings.data()));
        Logs.toFile(data.serverLog());
        Front front = closing.later(Front.open(settings.port()));
        uri = front.uri();
        issuer =
                TokenIssuer.open(
                        data.keys().resolve("tokens.jwk"),
                        uri + LocalIssuer.PATH,
                        InstantSource.system());
        KeyFiles.ensureSigningKey(data.signingKey());

        Servers servers = closing.later(Servers.start(settings, data));
        clients = closing.later(servers.clients());
        mail = closing.later(mail(settings, data));
        provisioned = Provisioning.provision(servers, clients, data, mail.sesEndpoint(), uri);

        var keptClock = new KeptClock(data.clock());
        Optional<KeptClock.Kept> kept = keptClock.read();
        var clock =
                new StackClock(
                        InstantSource.system(),
                        kept.map(KeptClock.Kept::now).orElse(settings.clock()));
        clock.stand();
        InvocationLog log = closing.later(InvocationLog.open(data.functionLog()));
        var functions = new Functions(handlers.of(environment(), clock), log, clock);

        Map<String, QueuePoller> queues = new LinkedHashMap<>();
        provisioned
                .queues()
                .forEach((function, url) ->
                        queues.put(
                                function,
                                closing.later(
                                        new QueuePoller(clients.sqs(), url, functions, function))));
        var stream =
                new StreamPoller(
                        clients.streams(),
                        provisioned.stream(),
                        data.checkpoint(),
                        functions,
                        "notice-change",
                        clients.sqs(),
                        streamDeadLetters(),
                        clock);
        mail.answer(this::mailEvent, clock);
        pump = closing.later(Pump.start(stream, List.copyOf(queues.values())));
        scheduler =
                closing.later(
                        new Scheduler(
                                clock,
                                keptClock,
                                kept.map(KeptClock.Kept::ranUntil),
                                functions,
                                pump));
        resume(scheduler, kept, settings);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        closing.later(() -> stop(background));

        var http =
                new HttpApi(
                        functions,
                        new JwtAuthorizer(
                                issuer.issuer(), TokenIssuer.AUDIENCE, issuer.publicKeys()),
                        clock);
        var invoke = new InvokeApi(functions, background);
        var local = new LocalApi(issuer, scheduler);
        var openId = new LocalIssuer(issuer, InstantSource.system());
        var site = site(uri, issuer.issuer(), servers.s3().endpoint(), environment());
        var contract =
                new ContractApi(request ->
                        (Routes.methodsOf(request.path()).isEmpty() ? site : http).answer(request));
        var sender = Objects.requireNonNull(queues.get(Provisioning.SEND_DIGEST));
        var mails = new MailApi(mail.mails(), sender::settle);
        front.start(
                new LoopbackOnly(request ->
                        api(request.path(), invoke, openId, mails, local, contract)
                                .answer(request)));
        closing.later(front);
    }

    private void mailEvent(String event) {
        String events = provisioned.queues().get(Provisioning.NOTE_MAIL_EVENT);
        clients.sqs().sendMessage(r -> r.queueUrl(events).messageBody(event));
    }

    private static LocalMail mail(StackSettings settings, DataFolder data)
            throws StartFailure, IOException {
        Servers.requireFree(settings.smtpPort(), "SMTP", "SMTP_PORT");
        Servers.requireFree(settings.imapPort(), "IMAP", "IMAP_PORT");
        KeyFiles.ensureSecret(data.addressKey());
        KeyFiles.ensureSecret(data.addressMacKey());
        return LocalMail.start(data.mail(), settings.smtpPort(), settings.imapPort());
    }

    /// Brings the clock to where it would be, had the stack not been stopped, or on to where it is
    /// wanted, whichever is later; then lets it tick. Schedules missed meanwhile run.
    private static void resume(
            Scheduler scheduler, Optional<KeptClock.Kept> kept, StackSettings settings) {
        var now = kept.map(it -> it.at(InstantSource.system().instant())).orElse(scheduler.now());
        var wanted = settings.clock();
        if (wanted != null && wanted.isAfter(now)) {
            now = wanted;
        } else if (wanted != null && wanted.isBefore(now)) {
            LOG.info(
                    "the clock kept with the data shows " + now + " and does not go back to CLOCK");
        }
        scheduler.start(now);
    }

    /// Who answers a path: Lambda, the issuer, the mails and the stack itself by their prefixes;
    /// all else is the contract's, the API's where it has a route, or the site's.
    private static Api api(String path, Api invoke, Api openId, Api mails, Api local, Api others) {
        if (path.startsWith(InvokeApi.PREFIX)) {
            return invoke;
        }
        if (path.startsWith(LocalIssuer.PATH + "/")) {
            return openId;
        }
        if (MailApi.has(path)) {
            return mails;
        }
        return path.startsWith(LocalApi.PREFIX) ? local : others;
    }

    private static Api site(URI here, String issuer, URI bucket, Environment environment) {
        return new SiteFiles(
                SiteConfig.of(issuer, bucket, environment),
                Map.of("issuer", here.toString(), "bucket", bucket.toString()));
    }

    private static void stop(ExecutorService background) {
        background.shutdown();
        try {
            if (!background.awaitTermination(5, TimeUnit.SECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException e) {
            background.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /// The address of the HTTP API, the Invoke API and the stack's own calls.
    public URI uri() {
        return uri;
    }

    /// How the stack was started.
    public StackSettings settings() {
        return settings;
    }

    /// Clients of the embedded servers.
    public EmbeddedClients clients() {
        return clients;
    }

    /// The mail server and what was sent.
    public LocalMail mail() {
        return mail;
    }

    /// What the functions were given.
    public Environment environment() {
        return provisioned.environment();
    }

    /// URL of the queue of messages that `publish-summary` could not work off.
    public String queueDeadLetters() {
        return provisioned.queueDeadLetters();
    }

    /// URL of the queue of stream records that `notice-change` could not work off.
    public String streamDeadLetters() {
        return provisioned.streamDeadLetters();
    }

    /// Bearer tokens by role, all of one organisation.
    public Map<String, String> tokens(String organisation) {
        return issuer.tokens(organisation);
    }

    /// The stack's time.
    public Instant now() {
        return scheduler.now();
    }

    /// Moves the clock as `POST /local/clock` does.
    ///
    /// @return what ran, or nothing where `to` is earlier than the clock shows
    public Optional<List<Scheduler.Run>> moveTo(Instant to) {
        return scheduler.moveTo(to);
    }

    /// Waits until stream and queue are worked off.
    public void settle() {
        pump.settle();
    }

    @Override
    public void close() {
        closing.close();
    }

    /// What to close, the last first. Each is closed, even where closing another fails.
    private static final class Closing implements AutoCloseable {

        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        <T extends AutoCloseable> T later(T part) {
            parts.push(part);
            return part;
        }

        @Override
        public synchronized void close() {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    LOG.log(Level.WARNING, "a part of the stack did not stop", e);
                }
            }
        }
    }
}
