package org.patrolledger.events;

import java.nio.file.Path;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Follows a `$ref` from one of the contract's files.
final class References {
    private References() {}

    /// The node `reference` leads to from `file`, a missing node where there is none.
    static JsonNode resolve(Path file, String reference) {
        int hash = reference.indexOf('#');
        String name = hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        Path target = name.isEmpty() ? file : file.resolveSibling(name);
        JsonNode document =
                target.toString().endsWith(".yaml")
                        ? Contract.yaml(Contract.ROOT.relativize(target).toString())
                        : Contract.json(target);
        return document.at(JsonPointer.compile(pointer));
    }
}
