package org.patrolledger.events.scenarios;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.ObjectMapper;

/// The program behind `events/scenarios/*/submissions.jsonl`.
///
/// The files are checked in; [ScenarioFilesTest] holds that they are what this program makes, and
/// rewrites them only when told to: `mvn -pl events test -Dtest=ScenarioFilesTest
/// -Dscenarios.write=true`. The other two files of a scenario are written by hand, so no figure in
/// `scenario.json` comes from the program that makes the submissions.
final class ScenarioFiles {
    /// Where the scenarios lie, seen from the module.
    static final Path FOLDER = Path.of("scenarios");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Function<Dice, List<Form>>> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("safe-space", SafeSpaceForms::of);
        FORMS.put("christmas-patrols", ChristmasPatrolForms::of);
        FORMS.put("neighbourhood-policing-week", NeighbourhoodWeekForms::of);
        FORMS.put("grip", GripForms::of);
        FORMS.put("colchester-csp", ColchesterForms::partnership);
        FORMS.put("henderson", ColchesterForms::henderson);
    }

    private ScenarioFiles() {}

    /// The operations that have a scenario, in the order of their seasons.
    static List<String> operations() {
        return List.copyOf(FORMS.keySet());
    }

    /// The lines of an operation's `submissions.jsonl`, oldest first, each with its line feed.
    static String submissions(String operation) {
        List<Form> forms = new ArrayList<>(FORMS.get(operation).apply(new Dice(operation)));
        forms.sort(Comparator.comparing(Form::madeAt));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < forms.size(); i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", forms.get(i).kind());
            line.put("submission", forms.get(i).fields(id(operation, i)));
            lines.append(JSON.writeValueAsString(line)).append('\n');
        }
        return lines.toString();
    }

    /// A version 4 UUID that the operation and the place in its file decide.
    private static String id(String operation, int index) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((operation + '/' + index).getBytes(StandardCharsets.UTF_8));
            long high = 0;
            long low = 0;
            for (int i = 0; i < 8; i++) {
                high = high << 8 | (hash[i] & 0xff);
                low = low << 8 | (hash[8 + i] & 0xff);
            }
            high = high & ~0xf000L | 0x4000L;
            low = low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
