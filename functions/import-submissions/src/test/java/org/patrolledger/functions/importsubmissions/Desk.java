package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeImportFiles;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Sample;

/// Somebody who imports files: a log and a catalogue in memory, and all it takes to check and
/// commit.
final class Desk {
    static final InstantSource CLOCK = Sample.at("2026-03-01T12:00:00Z");

    final FakeImportFiles files = new FakeImportFiles();
    final FakeSubmissionLog log = new FakeSubmissionLog();
    final FakeCatalogueStore catalogue = new FakeCatalogueStore();

    /// With operation grip in the catalogue.
    Desk() {
        this(true);
    }

    /// @param grip whether the catalogue has that operation; otherwise it is empty
    Desk(boolean grip) {
        if (!grip) {
            return;
        }
        var always = new Place.Validity(OperationalDay.parse("2010-01-01"), Optional.empty());
        catalogue.put(
                new Operation(
                        Sample.GRIP,
                        "Operation Grip",
                        1,
                        always,
                        List.of(Sample.ESSEX_POLICE),
                        List.of(
                                place("southend-high-street", "Southend High Street", always),
                                place("colchester-high-street", "High Street", always)),
                        List.of()));
    }

    private static Place place(String id, String name, Place.Validity always) {
        return new Place(new PlaceId(id), name, "E07000071", always);
    }

    /// The mapping of a preset, and `more` beside it, as JSON.
    static Map<?, ?> mapping(String json) {
        return Json.object(json.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] file(String name) {
        try (InputStream in = Desk.class.getResourceAsStream("/imports/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportId upload(String fileName, byte[] content, Map<?, ?> mapping) {
        return upload(Sample.ESSEX_POLICE, fileName, content, mapping);
    }

    ImportId upload(
            OrganisationId organisation, String fileName, byte[] content, Map<?, ?> mapping) {
        var id = ImportId.random();
        files.write(
                id,
                ImportRecord.REQUEST,
                new ImportRecord.Request(
                                organisation,
                                "officer-1",
                                fileName,
                                content.length,
                                Digest.of(content).hex(),
                                mapping)
                        .write());
        files.write(id, ImportFiles.SOURCE, content);
        return id;
    }

    /// As [#check(ImportId)], and tells `documents` the name and the length of each document that
    /// is written from memory.
    void check(ImportId id, java.util.function.ObjIntConsumer<String> documents) {
        files.write(id, ImportRecord.CHECK, Json.bytes(Map.of("check", "1")));
        try {
            new ImportCheck(new Watched(files, documents), log, catalogue, CLOCK).run(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Watched(ImportFiles inner, java.util.function.ObjIntConsumer<String> documents)
            implements ImportFiles {
        @Override
        public Upload upload(ImportId id, String sha256, Duration lifetime) {
            return inner.upload(id, sha256, lifetime);
        }

        @Override
        public java.net.URI download(ImportId id, String name, Duration lifetime) {
            return inner.download(id, name, lifetime);
        }

        @Override
        public Optional<byte[]> read(ImportId id, String name) {
            return inner.read(id, name);
        }

        @Override
        public Optional<InputStream> open(ImportId id, String name) {
            return inner.open(id, name);
        }

        @Override
        public void write(ImportId id, String name, byte[] content) {
            documents.accept(name, content.length);
            inner.write(id, name, content);
        }

        @Override
        public void write(ImportId id, String name, java.nio.file.Path content) {
            inner.write(id, name, content);
        }
    }

    Report check(ImportId id) {
        try {
            files.write(id, ImportRecord.CHECK, Json.bytes(Map.of("check", "1")));
            new ImportCheck(files, log, catalogue, CLOCK).run(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Report.read(files.read(id, ImportRecord.REPORT).orElseThrow());
    }

    /// What the commit of the newest report came to.
    Map<?, ?> commit(ImportId id) {
        var report = Report.read(files.read(id, ImportRecord.REPORT).orElseThrow());
        files.write(id, ImportRecord.COMMIT, new ImportRecord.Commitment(report, "good").write());
        resume(id);
        return Json.object(files.read(id, ImportRecord.RESULT).orElseThrow());
    }

    void resume(ImportId id) {
        var cache = new CatalogueCache(catalogue, Duration.ZERO, CLOCK);
        try {
            new ImportCommit(
                            files, new Intake(log, cache, CLOCK), new Correction(log, cache, CLOCK))
                    .run(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The faults as `row cell pointer rule`.
    List<String> faults(ImportId id) {
        var found = new ArrayList<String>();
        for (int page = 1; ; page++) {
            var bytes = files.read(id, ImportRecord.faults(page));
            if (bytes.isEmpty()) {
                return found;
            }
            if (Json.object(bytes.get()).get("faults") instanceof List<?> list) {
                for (var each : list) {
                    if (each instanceof Map<?, ?> fault) {
                        found.add(
                                fault.get("row")
                                        + " "
                                        + fault.get("cell")
                                        + " "
                                        + fault.get("pointer")
                                        + " "
                                        + fault.get("rule"));
                    }
                }
            }
        }
    }

    String refused(ImportId id) {
        return files.read(id, ImportRecord.REPORT)
                .map(Report::read)
                .flatMap(Report::refused)
                .orElse("");
    }

    String text(ImportId id, String name) {
        return new String(files.read(id, name).orElseThrow(), StandardCharsets.UTF_8);
    }
}
