package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Submission.Kind;

/// The readers and the schemas accept and reject the same documents: tens of thousands of near
/// misses of the valid samples.
class MutationAgreementTest {
    /// What a schema cannot say: it compares fields, or needs the clock or the catalogue.
    private static final Set<Rule> BEYOND_SCHEMAS =
            EnumSet.of(Rule.CATALOGUE, Rule.ORDER, Rule.DURATION, Rule.FUTURE, Rule.CONSISTENCY);

    private final Map<Rule, Integer> broken = new EnumMap<>(Rule.class);
    private int accepted;
    private int rejected;

    @Test
    void reader_and_schema_agree_on_engagements() {
        agree("engagement", 1, 14_000);
        assertThat(broken.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        Rule.MIN_LENGTH,
                                        Rule.MIN_ITEMS,
                                        Rule.CONSISTENCY,
                                        Rule.IN_USE,
                                        Rule.PLACE_TAKEN)));
    }

    @Test
    void reader_and_schema_agree_on_incidents() {
        agree("incident", 2, 8_000);
        assertThat(broken.keySet())
                .contains(
                        Rule.REQUIRED,
                        Rule.UNKNOWN,
                        Rule.TYPE,
                        Rule.VALUE,
                        Rule.FORMAT,
                        Rule.MINIMUM,
                        Rule.MAXIMUM,
                        Rule.MAX_LENGTH,
                        Rule.MAX_ITEMS,
                        Rule.PERSONAL_DATA);
    }

    @Test
    void reader_and_schema_agree_on_revisions() {
        agree("revision", 3, 6_000);
        assertThat(broken.keySet()).contains(Rule.MIN_LENGTH, Rule.MAX_LENGTH, Rule.PERSONAL_DATA);
    }

    @Test
    void reader_and_schema_agree_on_operations() {
        agree("operation", 4, 3_000);
        assertThat(broken.keySet()).contains(Rule.MIN_ITEMS, Rule.UNIQUE, Rule.ORDER);
    }

    private void agree(String kind, long seed, int documents) {
        var sources = sources(kind);
        var mutations = new Mutations(seed);
        for (int i = 0; i < documents; i++) {
            var document = mutations.of(sources.get(i % sources.size()));
            boolean fits = ContractFiles.fits(kind, document);
            var faults = faults(kind, Json.parse(document));
            faults.forEach(fault -> broken.merge(fault.rule(), 1, Integer::sum));
            int number = i;
            assertThat(faults.stream().allMatch(fault -> beyondSchemas(kind, fault)))
                    .as(() -> kind + ", number " + number + ": " + document + " gives " + faults)
                    .isEqualTo(fits);
            accepted += fits ? 1 : 0;
            rejected += fits ? 0 : 1;
        }
        // Neither side may agree by saying always the same.
        assertThat(accepted).isGreaterThan(documents / 20);
        assertThat(rejected).isGreaterThan(documents / 20);
    }

    /// The valid samples, the short ones ten times as often as the long ones, which take long.
    static List<Map<String, Object>> sources(String kind) {
        var sources = new ArrayList<Map<String, Object>>();
        for (int round = 0; round < 10; round++) {
            for (var file : ContractFiles.in("samples/valid/" + kind)) {
                byte[] utf8 = ContractFiles.bytes(file);
                if (utf8.length < 2_500 || round == 0) {
                    sources.add(Json.object(utf8));
                }
            }
        }
        for (int round = 0; round < 10; round++) {
            examples(kind).forEach(form -> sources.add(FormExample.of(form, "safe-space")));
        }
        return sources;
    }

    /// The forms of a kind of document, of each of which an example has every field.
    private static List<Form<?>> examples(String kind) {
        return switch (kind) {
            case "engagement" -> List.of(EngagementForm.FORM);
            case "incident" -> List.of(IncidentForm.FORM);
            case "operation" -> List.of(OperationForm.FORM);
            default ->
                    List.of(
                            EngagementForm.FORM.with(SubmissionFields.REASON),
                            IncidentForm.FORM.with(SubmissionFields.REASON));
        };
    }

    private static boolean beyondSchemas(String kind, Fault fault) {
        if (kind.equals("operation")) {
            boolean address = fault.rule() == Rule.VALUE && fault.pointer().equals("/id");
            boolean sameId =
                    fault.rule() == Rule.UNIQUE
                            && fault.pointer().matches("/(places|priorities)/\\d+/id");
            return address || sameId || BEYOND_SCHEMAS.contains(fault.rule());
        }
        return BEYOND_SCHEMAS.contains(fault.rule());
    }

    private static List<Fault> faults(String kind, Object document) {
        if (kind.equals("operation")) {
            return switch (CatalogueDocument.read(new OperationId("safe-space"), 2, document)) {
                case CatalogueDocument.Result.Valid valid -> List.of();
                case CatalogueDocument.Result.Invalid invalid -> invalid.faults();
            };
        }
        var result =
                switch (kind) {
                    case "engagement" -> read(Kind.ENGAGEMENT, document);
                    case "incident" -> read(Kind.INCIDENT, document);
                    default -> revision(document);
                };
        return switch (result) {
            case Result.Valid valid -> {
                decodedAlike(valid);
                yield List.of();
            }
            case Result.Invalid invalid -> invalid.faults();
        };
    }

    /// What is accepted is stored, and the fold then decodes it in its own way.
    private static void decodedAlike(Result.Valid valid) {
        assertThat(SubmissionReader.stored(valid.submission().kind(), valid.body()))
                .as(valid.body())
                .isEqualTo(valid.submission());
    }

    private static Result read(Kind kind, Object document) {
        return SubmissionReader.read(kind, document, ContractFiles.NOW, ContractFiles.CATALOGUE);
    }

    /// The schema takes either kind, the API the one that was posted: valid as one is enough.
    private static Result revision(Object document) {
        var kind = SampleAgreementTest.kindOf(document);
        return SubmissionReader.readRevision(
                kind,
                SampleAgreementTest.idOf(document),
                document,
                ContractFiles.NOW,
                ContractFiles.CATALOGUE);
    }
}
