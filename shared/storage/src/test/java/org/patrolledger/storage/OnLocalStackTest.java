package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.local.embedded.LocalStack;
import org.patrolledger.testing.AddressVaultContract;
import org.patrolledger.testing.CatalogueStoreContract;
import org.patrolledger.testing.DownloadRegisterContract;
import org.patrolledger.testing.SubmissionLogContract;
import org.patrolledger.testing.SubmissionLogReadingContract;
import org.patrolledger.testing.SummaryArchiveChainContract;
import org.patrolledger.testing.SummaryArchiveContract;
import org.patrolledger.testing.SummaryQueueContract;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.sqs.model.Message;

/// Every port's suite once more, on LocalStack. On the embedded servers they run in any case, each
/// in the class of its adapter.
@ExtendWith(LocalStack.Present.class)
class OnLocalStackTest {
    private final Backend backend = new Backend(LocalStack.endpoint());

    @AfterEach
    void remove_tables_buckets_and_queues() {
        backend.close();
    }

    @Nested
    class Submissions extends SubmissionLogContract {
        private final SubmissionLog log = submissions();

        @Override
        protected SubmissionLog log() {
            return log;
        }
    }

    @Nested
    class SubmissionsRead extends SubmissionLogReadingContract {
        private final SubmissionLog log = submissions();

        @Override
        protected SubmissionLog log() {
            return log;
        }
    }

    private SubmissionLog submissions() {
        return backend.table("SUBMISSIONS_TABLE", Tables::submissions).adapters().submissionLog();
    }

    @Nested
    class Catalogue extends CatalogueStoreContract {
        private final CatalogueStore store =
                backend.table("CATALOGUE_TABLE", Tables::catalogue).adapters().catalogueStore();

        @Override
        protected CatalogueStore store() {
            return store;
        }

        @Override
        protected CatalogueStore reopened() {
            return backend.adapters().catalogueStore();
        }
    }

    @Nested
    class Downloads extends DownloadRegisterContract {
        private final DownloadRegister register =
                backend.table("DOWNLOADS_TABLE", Tables::downloads)
                        .adapters()
                        .downloadRegister(clock);

        @Override
        protected DownloadRegister register() {
            return register;
        }
    }

    @Nested
    class Chains extends SummaryArchiveChainContract {
        private final SummaryArchive archive =
                backend.table("CHAINS_TABLE", Tables::chains).adapters().summaryArchive();

        @Override
        protected SummaryArchive archive() {
            return archive;
        }
    }

    @Nested
    class Editions extends SummaryArchiveContract {
        private final SummaryArchive archive =
                backend.table("CHAINS_TABLE", Tables::chains).buckets().adapters().summaryArchive();

        @Override
        protected SummaryArchive archive() {
            return archive;
        }

        @Override
        protected byte[] fetch(URI link) throws IOException {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(link).build();
                var response = client.send(request, BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                return response.body();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Nested
    class Bucket extends SummariesBucketTest {
        @Override
        Backend backend() {
            return new Backend(LocalStack.endpoint());
        }
    }

    @Nested
    class Queue extends SummaryQueueContract {
        private final SummaryQueue queue = backend.queue().adapters().summaryQueue();

        @Override
        protected SummaryQueue queue() {
            return queue;
        }

        @Override
        protected Collection<PublishRequest> take() {
            var url = backend.environment().publishQueue().toString();
            var found = new ArrayList<PublishRequest>();
            List<Message> page;
            do {
                page =
                        backend.clients()
                                .sqs()
                                .receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10))
                                .messages();
                page.forEach(message -> found.add(PublishRequestDocument.read(message.body())));
            } while (!page.isEmpty());
            return found;
        }
    }

    @Nested
    class Vault extends AddressVaultContract {
        private final AddressVault vault = keys();

        private AddressVault keys() {
            var kms = new Clients(backend.mail().environment(at(Map.of()))).kms();
            var address = kms.createKey(it -> it.description("addresses"));
            var mac =
                    kms.createKey(it ->
                            it.keySpec(KeySpec.HMAC_256)
                                    .keyUsage(KeyUsageType.GENERATE_VERIFY_MAC));
            var environment =
                    backend.environment(
                            at(
                                    Map.of(
                                            "ADDRESS_KEY",
                                            address.keyMetadata().arn(),
                                            "ADDRESS_MAC_KEY",
                                            mac.keyMetadata().arn())));
            return new Adapters(environment).addressVault();
        }

        private Map<String, String> at(Map<String, String> changes) {
            var all = new HashMap<>(changes);
            all.put("AWS_ENDPOINT_URL", LocalStack.endpoint().toString());
            return all;
        }

        @Override
        protected AddressVault vault() {
            return vault;
        }
    }
}
