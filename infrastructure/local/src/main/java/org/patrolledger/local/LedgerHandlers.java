package org.patrolledger.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.functions.downloadsummary.DownloadSummary;
import org.patrolledger.functions.maintaincatalogue.MaintainCatalogue;
import org.patrolledger.functions.noticechange.NoticeChange;
import org.patrolledger.functions.publishsummary.PublishSummary;
import org.patrolledger.functions.readcoverage.ReadCoverage;
import org.patrolledger.functions.readsubmission.ReadSubmission;
import org.patrolledger.functions.receivesubmission.ReceiveSubmission;
import org.patrolledger.functions.revisesubmission.ReviseSubmission;
import org.patrolledger.functions.schedulesummaries.ScheduleSummaries;
import org.patrolledger.lambda.Environment;

/// The ledger's functions, as they are deployed.
public final class LedgerHandlers {

    private LedgerHandlers() {}

    /// See [Handlers].
    public static Map<String, RequestStreamHandler> of(
            Environment environment, InstantSource clock) {
        return Map.of(
                "receive-submission", new ReceiveSubmission(environment, clock),
                "revise-submission", new ReviseSubmission(environment, clock),
                "read-submission", new ReadSubmission(environment, clock),
                "read-coverage", new ReadCoverage(environment, clock),
                "schedule-summaries", new ScheduleSummaries(environment, clock),
                "publish-summary", new PublishSummary(environment, clock),
                "notice-change", new NoticeChange(environment, clock),
                "download-summary", new DownloadSummary(environment, clock),
                "maintain-catalogue", new MaintainCatalogue(environment, clock));
    }
}
