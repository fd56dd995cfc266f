package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.json.Json;

/// The one part of a manifest needed to copy an edition.
public final class ManifestFiles {
    private ManifestFiles() {}

    /// The names of the files that `manifest` lists, in its order.
    ///
    /// @throws IllegalStateException if it is no manifest
    public static List<String> names(byte[] manifest) {
        if (Json.object(manifest).get("files") instanceof List<?> files) {
            return files.stream().map(ManifestFiles::name).toList();
        }
        throw new IllegalStateException("this manifest lists no files");
    }

    /// How many bytes each of these files has, in their order.
    ///
    /// @throws IllegalStateException if it is no manifest
    public static Map<String, Long> sizes(byte[] manifest) {
        var sizes = new LinkedHashMap<String, Long>();
        if (Json.object(manifest).get("files") instanceof List<?> files) {
            for (var file : files) {
                sizes.put(
                        name(file),
                        file instanceof Map<?, ?> fields
                                        && fields.get("bytes") instanceof Long bytes
                                ? bytes
                                : 0L);
            }
            return sizes;
        }
        throw new IllegalStateException("this manifest lists no files");
    }

    private static String name(Object file) {
        if (file instanceof Map<?, ?> fields && fields.get("name") instanceof String name) {
            return name;
        }
        throw new IllegalStateException("this manifest lists a file without a name");
    }
}
