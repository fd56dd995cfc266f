package org.patrolledger.functions.scheduledigests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Sample;

/// Which issues are written, and to whom they are mailed.
class ScheduleDigestsTest extends IssueFixture {
    @Test
    void an_issue_is_written_once_with_four_files_and_a_signature_over_them() throws Exception {
        publishGrip();
        join(1, Sample.GRIP);

        run(EVENT);

        var manifest = Json.object(file("manifest.json"));
        var files = (List<?>) manifest.get("files");
        assertThat(files.stream().map(it -> String.valueOf(((Map<?, ?>) it).get("name"))))
                .containsExactly("digest.json", "digest.html", "digest.txt");
        for (var each : files) {
            var entry = (Map<?, ?>) each;
            var bytes = file((String) entry.get("name"));
            assertThat(entry.get("bytes")).isEqualTo((long) bytes.length);
            assertThat(entry.get("sha256"))
                    .isEqualTo(org.patrolledger.domain.submission.Digest.of(bytes).hex());
        }
        assertThat(signed(manifest)).isTrue();
        assertThat(manifest.get("editions").toString())
                .contains("summaries/weekly/2023-W05/grip/edition-0001/");
    }

    private boolean signed(Map<String, Object> manifest) throws Exception {
        var signature = (Map<?, ?>) manifest.get("signature");
        var unsigned = new LinkedHashMap<>(manifest);
        unsigned.remove("signature");
        var pem =
                archive.kept(ManifestSignature.keyPath(ManifestSignature.keyId(signer.publicKey())))
                        .orElseThrow();
        var der = ManifestSignature.readPem(new String(pem, StandardCharsets.US_ASCII));
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(
                KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update(Json.canonical(unsigned));
        return verifier.verify(Base64.getDecoder().decode((String) signature.get("value")));
    }

    @Test
    void the_same_editions_give_the_same_bytes_on_any_machine() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(1, Sample.GRIP);
        other.run(EVENT);

        for (var name : List.of("digest.json", "digest.html", "digest.txt")) {
            assertThat(file(name)).as(name).isEqualTo(other.file(name));
        }
    }

    @Test
    void an_issue_on_record_is_never_written_again_whatever_is_published_since() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var text = file("digest.txt");
        editions.publish(
                Sample.GRIP, WEEK, 2, MONDAY, Map.of(Measure.ARRESTS, 9L), BEFORE, List.of());

        run(EVENT);
        run(BY_HAND);

        assertThat(file("digest.txt")).isEqualTo(text);
    }

    @Test
    void what_somebody_left_unfinished_is_completed_from_its_first_file() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var half = new FakeSummaryArchive();
        half.keep(path() + "digest.json", file("digest.json"));

        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(1, Sample.GRIP);
        other.archive.keep(path() + "digest.json", file("digest.json"));
        other.run(EVENT);

        for (var name : List.of("digest.html", "digest.txt")) {
            assertThat(other.file(name)).as(name).isEqualTo(file(name));
        }
        assertThat(half.kept(path() + "manifest.json")).isEmpty();
    }

    @Test
    void by_schedule_and_by_hand_the_same_is_written_and_mailed() {
        publishGrip();
        join(3, Sample.GRIP);
        run(EVENT);
        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(3, Sample.GRIP);
        other.run(BY_HAND);

        assertThat(other.file("digest.json")).isEqualTo(file("digest.json"));
        assertThat(other.queue.sent()).isEqualTo(queue.sent());
    }

    @Test
    void every_member_is_put_on_the_queue_in_tasks_of_fifty() {
        publishGrip();
        join(120, Sample.GRIP);
        join(5, Sample.SAFE_SPACE);
        publish(Sample.SAFE_SPACE, WEEK, 1, FIGURES, BEFORE);

        var answer = run(EVENT);

        var tasks = queue.sent().stream().map(FakeMailQueue.Sent::message).toList();
        var grip = new Mailing.Issue(Sample.GRIP, WEEK);
        assertThat(tasks.stream().filter(task -> task.mailing().equals(grip)).toList())
                .extracting(task -> task.subscribers().size())
                .containsExactly(50, 50, 20);
        assertThat(tasks.stream().map(MailTask::subscribers).flatMap(List::stream))
                .hasSize(125)
                .doesNotHaveDuplicates();
        assertThat(tasks)
                .extracting(MailTask::sendBefore)
                .containsOnly(MONDAY.plus(Duration.ofDays(3)));
        assertThat(answer)
                .contains("\"list\":\"grip\"")
                .contains("\"recipients\":120")
                .contains("\"path\":\"digests/grip/2023-W05/issue-01/\"");
    }

    @Test
    void a_list_without_members_gets_no_issue_by_schedule() {
        publishGrip();

        assertThat(run(EVENT)).isEqualTo("{\"issues\":[]}");
        assertThat(archive.kept(path() + "digest.json")).isEmpty();
    }

    @Test
    void a_list_that_lacks_its_weekly_edition_fails_the_run_after_the_others_are_done() {
        publishGrip();
        join(1, Sample.GRIP);
        join(1, Sample.SAFE_SPACE);

        assertThatIllegalStateException()
                .isThrownBy(() -> run(EVENT))
                .withMessageContaining("safe-space_2023-W05");
        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void by_hand_nothing_is_mailed_before_its_time_or_long_after_or_of_no_such_list() {
        publishGrip();

        for (var event :
                List.of(
                        "{\"list\":\"grip\",\"period\":\"2023-W06\"}",
                        "{\"list\":\"grip\",\"period\":\"2022-W40\"}",
                        "{\"list\":\"no-such-list\",\"period\":\"2023-W05\"}",
                        "{\"list\":\"safe-space\",\"period\":\"2023-W05\"}",
                        "{\"list\":\"grip\",\"period\":\"2023-W60\"}",
                        "{\"list\":\"grip\"}",
                        "{}",
                        "[]",
                        "{\"kind\":\"weekly\",\"scheduledAt\":\"2023-02-06T08:00:00Z\"}",
                        "{\"scheduledAt\":\"Monday\"}",
                        "{\"list\":\"grip\",\"period\":\"2023-W05\",\"more\":1}")) {
            assertThatIllegalArgumentException().as(event).isThrownBy(() -> run(event));
        }
        assertThat(queue.sent()).isEmpty();
    }
}
