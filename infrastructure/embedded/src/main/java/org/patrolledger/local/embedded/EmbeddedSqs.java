package org.patrolledger.local.embedded;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Some;
import scala.collection.immutable.List$;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;

/// ElasticMQ, with its queues and messages in a database file where a folder is given.
///
/// ElasticMQ keeps one database for a process: a second server with a folder in the same process
/// would write into the first one's.
public final class EmbeddedSqs implements EmbeddedServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Who starts this server stops it. Were the actors to stop by a shutdown hook of their own, a
    /// server that is stopped at the same time would wait for answers of actors that are gone.
    private static final Config SETTINGS =
            ConfigFactory.parseString("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off")
                    .withFallback(ConfigFactory.load());

    private static final FiniteDuration FOR_REQUESTS = FiniteDuration.create(2, TimeUnit.SECONDS);

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final URI endpoint;

    private EmbeddedSqs(ActorSystem actors, SQSRestServer server, URI endpoint) {
        this.actors = actors;
        this.server = server;
        this.endpoint = endpoint;
    }

    /// Starts the server, with the queues and messages it had.
    ///
    /// @param port 0 for any free port
    /// @param folder an existing folder where messages live; without one, in memory
    /// @throws IOException if the port is taken or the folder cannot be used
    public static EmbeddedSqs start(int port, @Nullable Path folder) throws IOException {
        ActorSystem actors = ActorSystem.create("elasticmq", SETTINGS);
        try {
            ActorRef store = folder == null ? null : store(actors, folder);
            Option<ActorRef> listener = Option.apply(store);
            ActorRef queues =
                    actors.actorOf(
                            Props.create(
                                    QueueManagerActor.class,
                                    () ->
                                            new QueueManagerActor(
                                                    new NowProvider(),
                                                    StrictSQSLimits$.MODULE$,
                                                    listener)));
            if (store != null) {
                Patterns.ask(store, new QueueEvent.Restore(queues), PATIENCE)
                        .toCompletableFuture()
                        .join();
            }
            SQSRestServer server =
                    new TheSQSRestServerBuilder(
                                    Some.apply(actors),
                                    Some.apply(queues),
                                    "127.0.0.1",
                                    port,
                                    new NodeAddress("http", "127.0.0.1", port, ""),
                                    true,
                                    StrictSQSLimits$.MODULE$,
                                    LocalCredentials.REGION.id(),
                                    LocalCredentials.ACCOUNT,
                                    listener,
                                    AutoCreateQueuesConfig.disabled())
                            .start();
            int bound = server.waitUntilStarted().localAddress().getPort();
            return new EmbeddedSqs(actors, server, URI.create("http://127.0.0.1:" + bound));
        } catch (CompletionException e) {
            actors.terminate();
            throw new IOException("ElasticMQ did not restore its queues", e);
        } catch (Exception e) {
            // Scala throws what the socket throws, without declaring it.
            actors.terminate();
            throw new IOException("ElasticMQ did not start", e);
        }
    }

    /// H2 writes at every commit, so that a killed process loses nothing it acknowledged, and locks
    /// its file in a way that ends with the process.
    private static ActorRef store(ActorSystem actors, Path folder) {
        String file = folder.resolve("messages").toAbsolutePath().toString();
        var config =
                new SqlQueuePersistenceConfig(
                        true,
                        "org.h2.Driver",
                        "jdbc:h2:" + file + ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE",
                        "",
                        "",
                        false);
        return actors.actorOf(
                Props.create(
                        SqlQueuePersistenceActor.class,
                        () -> new SqlQueuePersistenceActor(config, List$.MODULE$.empty())));
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            try {
                // Its own way of stopping gives a request that is under way a minute.
                FutureConverters.asJava(server.waitUntilStarted().terminate(FOR_REQUESTS))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
            } finally {
                actors.terminate();
            }
            actors.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("ElasticMQ did not stop", e);
        }
    }
}
