package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.Preset;
import org.patrolledger.contract.json.Json;

/// What is known of the files of other systems, from `events/mappings/`.
final class Presets {
    private Presets() {}

    /// `mapping` on top of what its preset knows.
    static ImportMapping complete(ImportMapping mapping) {
        return mapping.preset().map(it -> mapping.over(of(it))).orElse(mapping);
    }

    /// @throws IllegalStateException if the file of `preset` is missing or has faults
    static ImportMapping of(Preset preset) {
        var name = "/events/mappings/" + preset.code() + ".json";
        try (var in = Presets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            var faults = new Faults();
            return FormReader.read(ImportMapping.FORM, Json.parse(in.readAllBytes()), faults)
                    .orElseThrow(() -> new IllegalStateException(name + " has " + faults.all()));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
