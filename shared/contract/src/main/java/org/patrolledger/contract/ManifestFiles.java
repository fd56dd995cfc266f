package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.json.Json;

/// The one part of a manifest needed to copy an edition.
public final class ManifestFiles {
    private ManifestFiles() {}

    /// How many bytes each file has that `manifest` lists, by name and in its order.
    ///
    /// @throws IllegalStateException if it is no manifest
    public static Map<String, Long> sizes(byte[] manifest) {
        var sizes = new LinkedHashMap<String, Long>();
        if (Json.object(manifest).get("files") instanceof List<?> files) {
            for (var file : files) {
                if (!(file instanceof Map<?, ?> fields)
                        || !(fields.get("name") instanceof String name)) {
                    throw new IllegalStateException("this manifest lists a file without a name");
                }
                sizes.put(name, fields.get("bytes") instanceof Long bytes ? bytes : 0L);
            }
            return sizes;
        }
        throw new IllegalStateException("this manifest lists no files");
    }
}
