package org.patrolledger.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.functions.downloadsummary.DownloadSummary;
import org.patrolledger.functions.importsubmissions.ImportSubmissions;
import org.patrolledger.functions.maintaincatalogue.MaintainCatalogue;
import org.patrolledger.functions.makearchive.MakeArchive;
import org.patrolledger.functions.manageimport.ManageImport;
import org.patrolledger.functions.managesubscription.ManageSubscription;
import org.patrolledger.functions.notemailevent.NoteMailEvent;
import org.patrolledger.functions.noticechange.NoticeChange;
import org.patrolledger.functions.publishsummary.PublishSummary;
import org.patrolledger.functions.readcoverage.ReadCoverage;
import org.patrolledger.functions.readsubmission.ReadSubmission;
import org.patrolledger.functions.receivesubmission.ReceiveSubmission;
import org.patrolledger.functions.revisesubmission.ReviseSubmission;
import org.patrolledger.functions.scheduledigests.ScheduleDigests;
import org.patrolledger.functions.schedulesummaries.ScheduleSummaries;
import org.patrolledger.functions.senddigest.SendDigest;
import org.patrolledger.lambda.Environment;

/// The ledger's functions, as they are deployed.
public final class LedgerHandlers {

    private LedgerHandlers() {}

    /// See [Handlers].
    public static Map<String, RequestStreamHandler> of(
            Environment environment, InstantSource clock) {
        return Map.ofEntries(
                Map.entry("receive-submission", new ReceiveSubmission(environment, clock)),
                Map.entry("revise-submission", new ReviseSubmission(environment, clock)),
                Map.entry("read-submission", new ReadSubmission(environment, clock)),
                Map.entry("read-coverage", new ReadCoverage(environment, clock)),
                Map.entry("schedule-summaries", new ScheduleSummaries(environment, clock)),
                Map.entry("publish-summary", new PublishSummary(environment, clock)),
                Map.entry("notice-change", new NoticeChange(environment, clock)),
                Map.entry("download-summary", new DownloadSummary(environment, clock)),
                Map.entry("make-archive", new MakeArchive(environment, clock)),
                Map.entry("maintain-catalogue", new MaintainCatalogue(environment, clock)),
                Map.entry("manage-import", new ManageImport(environment, clock)),
                Map.entry("import-submissions", new ImportSubmissions(environment, clock)),
                Map.entry("manage-subscription", new ManageSubscription(environment, clock)),
                Map.entry("schedule-digests", new ScheduleDigests(environment, clock)),
                Map.entry("send-digest", new SendDigest(environment, clock)),
                Map.entry("note-mail-event", new NoteMailEvent(environment, clock)));
    }
}
