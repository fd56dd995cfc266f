package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// The part of the walk on which files are so long that they go to S3 in parts, and are copied
/// there in parts: with all that can become of such an upload. The submissions are so many, by that
/// measure, that they are sorted by way of S3.
final class PartsWalk {

    /// Shorter than S3 itself takes, so that a week of some hundred forms is long.
    private static final int PART = 8 << 10;

    private final Rehearsal functions;
    private final String week;

    /// @param week one whose submissions changed since it was published
    PartsWalk(Rehearsal functions, String week) {
        this.functions = functions;
        this.week = week;
    }

    void walk() throws IOException {
        functions.useParts(PART);
        fail("grip", Strokes.partless("sorting/"));
        fail("grip", Strokes.partless("staging/"));
        fail("grip", Strokes.both(Strokes.faster(), Strokes::uncopyable));
        // Committed, and not seen by readers before somebody tries again, who finds nothing new.
        fail("grip", Strokes.partless("summaries/"));
        done("grip", request -> {});
        done("all-operations", Strokes.faster());
        assertThat(archive(Strokes.partless("archives/"))).isOne();
        assertThat(archive(request -> {})).isZero();
    }

    private void fail(String operation, Recorder.Stroke stroke) {
        assertThat(publish(operation, stroke)).isOne();
    }

    private void done(String operation, Recorder.Stroke stroke) {
        assertThat(publish(operation, stroke)).isZero();
    }

    private int publish(String operation, Recorder.Stroke stroke) {
        return failures(
                FunctionPlan.PUBLISH_SUMMARY,
                "{\"operation\": \"%s\", \"period\": \"%s\"}".formatted(operation, week),
                stroke);
    }

    private int archive(Recorder.Stroke stroke) {
        return failures(
                FunctionPlan.MAKE_ARCHIVE,
                "{\"kind\": \"weekly\", \"period\": \"%s\"}".formatted(week),
                stroke);
    }

    /// How many of the one message came back.
    private int failures(FunctionPlan plan, String message, Recorder.Stroke stroke) {
        var called = Recorder.striking(stroke, () -> functions.deliver(plan, message));
        return called.answer().get("batchItemFailures").size();
    }
}
