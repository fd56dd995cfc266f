package org.patrolledger.benchmarks.storm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.patrolledger.contract.json.Json;

/// A phone with reports in its outbox, which sends them as the site does: one after the other, and
/// after anything but an answer of the API again later, 2 s the first time and twice as long each
/// time, with jitter.
final class Phone {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 6;
    private static final int STORED = 201;
    private static final int REPEATED = 200;

    /// One answer of so many gets lost on the way.
    private static final int LOST_ANSWERS = 20;

    private final HttpClient http;
    private final URI api;
    private final String organisation;
    private final String token;
    private final Random random;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<Double> milliseconds = new ArrayList<>();
    private int again;
    private int unsent;

    /// @param seed of the reports and the waits
    Phone(HttpClient http, URI api, String organisation, String token, long seed) {
        this.http = http;
        this.api = api;
        this.organisation = organisation;
        this.token = token;
        this.random = new Random(seed);
    }

    /// Sends `reports` reports.
    ///
    /// @param until when it gives up, in terms of [System#nanoTime]
    void flush(int reports, long until) throws InterruptedException {
        for (int report = 0; report < reports; report++) {
            var id = new UUID(random.nextLong(), random.nextLong()).toString();
            if (!sent(id, body(id), until)) {
                unsent++;
            }
        }
    }

    private boolean sent(String id, byte[] body, long until) throws InterruptedException {
        for (int tries = 0; System.nanoTime() < until; tries++) {
            if (tries > 0) {
                again++;
                sleep(tries, until);
            }
            long start = System.nanoTime();
            int status = status(body, Duration.ofNanos(Math.max(1, until - start)));
            if (status == STORED || status == REPEATED) {
                milliseconds.add((System.nanoTime() - start) / 1e6);
                if (random.nextInt(LOST_ANSWERS) > 0 || status == REPEATED) {
                    acknowledged.add(id);
                    return true;
                }
                // The answer got lost: for the phone nothing has come.
            } else if (status > 0 && status < 500 && status != 429) {
                throw new IllegalStateException("a report was refused with " + status);
            }
        }
        return false;
    }

    private void sleep(int tries, long until) throws InterruptedException {
        long wait = FIRST_WAIT.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
        long jittered = Math.round(wait * (0.5 + random.nextDouble() / 2));
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        Thread.sleep(Math.max(0, Math.min(jittered, left)));
    }

    /// 0 where no answer came.
    private int status(byte[] body, Duration patience) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve("/incidents"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(patience)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private byte[] body(String id) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("submissionId", id);
        report.put("operation", Storm.OPERATION);
        report.put("place", Storm.PLACE);
        report.put("organisation", organisation);
        report.put("occurredAt", Storm.OCCURRED.plusSeconds(random.nextInt(3_600)).toString());
        report.put("category", "public-order");
        report.put("arrests", (long) random.nextInt(3));
        return Json.bytes(report);
    }

    String organisation() {
        return organisation;
    }

    /// The reports that the phone knows to be stored.
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /// What each answered request took.
    List<Double> milliseconds() {
        return List.copyOf(milliseconds);
    }

    /// How often a report was sent again.
    int again() {
        return again;
    }

    /// Reports that were not acknowledged before the phone gave up.
    int unsent() {
        return unsent;
    }
}
