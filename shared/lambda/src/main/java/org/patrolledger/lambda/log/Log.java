package org.patrolledger.lambda.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// The log of one invocation: events by name, with ids and counts. Never text of a form.
///
/// An event's name is fixed, such as `edition.published`, and what varies stands in fields, so that
/// lines can be searched and counted.
public final class Log {
    private static final String SERVICE = "patrol-ledger";
    private static final String NAMESPACE = "PatrolLedger";

    /// Longer values are cut off: no id is as long, and what is as long has no business in a log.
    private static final int LONGEST_VALUE = 256;

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Context context;
    private final InstantSource clock;
    private final boolean cold;

    Log(Context context, InstantSource clock, boolean cold) {
        this.context = context;
        this.clock = clock;
        this.cold = cold;
    }

    /// Something happened as it should.
    ///
    /// @param fields ids, words from closed lists, numbers and booleans
    /// @param metrics what is counted of it
    public void info(String event, Map<String, ?> fields, Metric... metrics) {
        write(Level.INFO, event, fields, List.of(metrics));
    }

    /// Something happened that somebody may have to look at if it goes on.
    public void warn(String event, Map<String, ?> fields, Metric... metrics) {
        write(Level.WARN, event, fields, List.of(metrics));
    }

    /// Something failed. Of `fault` the log gets its types and where it came from, but no message:
    /// what JDK and libraries say of a text they cannot read repeats that text.
    public void error(String event, Throwable fault, Map<String, ?> fields, Metric... metrics) {
        var all = new LinkedHashMap<String, @Nullable Object>(fields);
        all.put("error", ExceptionSummary.describe(fault));
        write(Level.ERROR, event, all, List.of(metrics));
    }

    private void write(Level level, String event, Map<String, ?> fields, List<Metric> metrics) {
        Instant now = clock.instant();
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("timestamp", MILLISECONDS.format(now));
        line.put("level", level.name());
        line.put("message", event);
        line.put("service", SERVICE);
        line.put("function_name", context.getFunctionName());
        line.put("function_version", context.getFunctionVersion());
        line.put("function_request_id", context.getAwsRequestId());
        line.put("function_memory_size", context.getMemoryLimitInMB());
        line.put("cold_start", cold);
        var trace = context.getXrayTraceId();
        if (trace != null) {
            line.put("xray_trace_id", trace);
        }
        fields.forEach((name, value) -> line.put(name, value(value)));
        if (!metrics.isEmpty()) {
            line.put("_aws", embedded(now, metrics));
            metrics.forEach(metric -> line.put(metric.name(), metric.value()));
        }
        // As bytes: where the function's log format is JSON, text is put into another envelope, in
        // which neither metrics nor alarms find anything.
        context.getLogger().log(Json.line(line), LogLevel.valueOf(level.name()));
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> number;
            case Map<?, ?> map -> map;
            default -> {
                var text = value.toString();
                yield text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
            }
        };
    }

    /// CloudWatch's embedded metric format: which fields of the line are metrics.
    private static Map<String, Object> embedded(Instant now, List<Metric> metrics) {
        var listed = new ArrayList<Map<String, String>>(metrics.size());
        for (var metric : metrics) {
            listed.add(Map.of("Name", metric.name(), "Unit", metric.unit()));
        }
        return Map.of(
                "Timestamp",
                now.toEpochMilli(),
                "CloudWatchMetrics",
                List.of(
                        Map.of(
                                "Namespace",
                                NAMESPACE,
                                "Dimensions",
                                List.of(List.of("function_name")),
                                "Metrics",
                                listed)));
    }
}
