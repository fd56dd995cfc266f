package org.patrolledger.events.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A scenario as it is checked in, read without any of the code that makes or counts it.
record ScenarioFile(
        String operation, JsonNode catalogue, JsonNode scenario, List<Line> submissions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /// A line of `submissions.jsonl`.
    record Line(String kind, JsonNode submission) {
        boolean engagement() {
            return kind.equals("engagement");
        }

        String place() {
            return submission.get("place").asString();
        }

        /// When it could be sent: the end of an engagement, the moment of an incident.
        OffsetDateTime madeAt() {
            return OffsetDateTime.parse(
                    submission.get(engagement() ? "endedAt" : "occurredAt").asString());
        }

        /// A day runs from 06:00 to 06:00 by the clock in London.
        LocalDate operationalDay() {
            String time = submission.get(engagement() ? "startedAt" : "occurredAt").asString();
            return OffsetDateTime.parse(time)
                    .atZoneSameInstant(LONDON)
                    .toLocalDateTime()
                    .minusHours(6)
                    .toLocalDate();
        }

        String period(String kind) {
            return ScenarioFile.period(kind, operationalDay());
        }

        /// A number of the form, 0 where it was left out.
        long number(String field) {
            return submission.path(field).asLong(0);
        }

        /// The sum of an object of counts, 0 where it was left out.
        long sum(String field) {
            long sum = 0;
            for (JsonNode count : submission.path(field)) {
                sum += count.asLong();
            }
            return sum;
        }
    }

    static ScenarioFile read(String operation) {
        try {
            var folder = ScenarioFiles.FOLDER.resolve(operation);
            return new ScenarioFile(
                    operation,
                    JSON.readTree(Files.readString(folder.resolve("operation.json"))),
                    JSON.readTree(Files.readString(folder.resolve("scenario.json"))),
                    Files.readAllLines(folder.resolve("submissions.jsonl")).stream()
                            .map(JSON::readTree)
                            .map(n -> new Line(n.get("kind").asString(), n.get("submission")))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ScenarioFile> all() {
        return ScenarioFiles.operations().stream().map(ScenarioFile::read).toList();
    }

    /// The week (`2023-W05`) or month (`2023-02`) of a day.
    static String period(String kind, LocalDate day) {
        if (kind.equals("monthly")) {
            return day.toString().substring(0, 7);
        }
        LocalDate thursday = day.with(DayOfWeek.THURSDAY);
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                thursday.getYear(),
                thursday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public String toString() {
        return operation;
    }
}
