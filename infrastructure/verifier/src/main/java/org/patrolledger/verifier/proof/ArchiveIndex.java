package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;

/// What an archive holds, found by its manifests. Every file must be an edition's or a public key,
/// and every edition must lie where its manifest says it belongs.
final class ArchiveIndex {
    private static final Pattern KEY = Pattern.compile("(.*/)?keys/([0-9a-f]{64})\\.pem");

    private static final Pattern CATALOGUE =
            Pattern.compile("(.*/)?catalogue/([0-9a-f]{64})\\.json");
    private static final Pattern KEY_LIST = Pattern.compile("(.*/)?keys/keys\\.json");
    private static final int LARGEST_CATALOGUE = 1 << 28;
    private static final Set<String> SYSTEM_FILES =
            Set.of(".ds_store", "desktop.ini", "thumbs.db", ".directory");
    private static final int LARGEST_MANIFEST = 1 << 26;
    private static final int LARGEST_KEY = 1 << 14;

    private final Map<EditionKey, Published> editions = new HashMap<>();
    private final SortedMap<OperationId, List<Published>> chains = new TreeMap<>();
    private final SortedMap<Digest, String> keys =
            new TreeMap<>(Comparator.comparing(Digest::value));

    private final Map<Digest, Catalogue> catalogues = new HashMap<>();
    private Optional<byte[]> keyList = Optional.empty();

    private ArchiveIndex() {}

    /// What `files` hold; what is out of place is noted in `findings`.
    ///
    /// @throws RefutedException if there is no manifest at all
    static ArchiveIndex of(ArchiveFiles files, Findings findings) {
        var index = new ArchiveIndex();
        var names = new TreeSet<String>();
        for (var name : files.names()) {
            if (isOfTheSystem(name)) {
                findings.open(name + " is a file that operating systems or programs leave behind");
            } else {
                names.add(name);
            }
        }
        for (var name : names) {
            if (fileName(name).equals(EditionFile.MANIFEST.fileName())) {
                findings.holds(() -> index.add(edition(files, name)));
            }
        }
        require(
                !index.editions.isEmpty() || findings.refuted(),
                "the archive",
                "holds no manifest.json");
        index.chains.values().forEach(it -> it.sort(Comparator.comparing(ArchiveIndex::sequence)));
        index.place(files, names, findings);
        return index;
    }

    /// What a file manager or an open spreadsheet leaves beside what it shows.
    private static boolean isOfTheSystem(String name) {
        var file = fileName(name).toLowerCase(Locale.ROOT);
        return SYSTEM_FILES.contains(file)
                || file.startsWith("~$")
                || file.startsWith("._")
                || file.startsWith(".~lock.")
                || name.startsWith("__MACOSX/")
                || name.contains("/__MACOSX/");
    }

    private static long sequence(Published edition) {
        return edition.manifest().sequence();
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static Published edition(ArchiveFiles files, String name) {
        var bytes = bytes(files, name, LARGEST_MANIFEST);
        try {
            var signed = ManifestDocument.read(bytes);
            require(
                    Arrays.equals(ManifestDocument.write(signed), bytes),
                    name,
                    "is not as the ledger writes manifests");
            var edition = new Published(folder(name), signed, Digest.of(bytes), files);
            requirePlace(name, edition);
            return edition;
        } catch (MalformedDocumentException e) {
            throw new RefutedException(name, "is no manifest: " + e.getMessage());
        }
    }

    /// An archive may begin above `summaries/` or anywhere within it, so either path may have more
    /// in front.
    private static void requirePlace(String name, Published edition) {
        var there = "/" + edition.folder();
        var belongs = "/" + edition.key().path();
        require(
                edition.folder().isEmpty() || there.endsWith(belongs) || belongs.endsWith(there),
                name,
                "is the manifest of " + edition.key() + ", which belongs elsewhere");
    }

    private void add(Published edition) {
        var twin = editions.put(edition.key(), edition);
        require(twin == null, edition.key(), "is there twice");
        chains.computeIfAbsent(edition.key().summary().operation(), it -> new ArrayList<>())
                .add(edition);
    }

    private void place(ArchiveFiles files, SortedSet<String> names, Findings findings) {
        var folders = new HashMap<String, Published>();
        editions.values().forEach(it -> folders.put(it.folder(), it));
        for (var name : names) {
            findings.holds(() -> place(files, name, folders));
        }
    }

    private void place(ArchiveFiles files, String name, Map<String, Published> folders) {
        var key = KEY.matcher(name);
        if (folders.containsKey(folder(name))) {
            require(
                    EditionFile.named(fileName(name)).isPresent(),
                    name,
                    "is no file of an edition");
        } else if (key.matches()) {
            var pem = new String(bytes(files, name, LARGEST_KEY), StandardCharsets.UTF_8);
            keys.put(keyId(name, pem, key.group(2)), pem);
        } else if (CATALOGUE.matcher(name).matches()) {
            catalogue(name, bytes(files, name, LARGEST_CATALOGUE));
        } else if (KEY_LIST.matcher(name).matches()) {
            keyList = Optional.of(bytes(files, name, LARGEST_MANIFEST));
        } else {
            throw new RefutedException(
                    name, "belongs to no edition: there is no manifest.json beside it");
        }
    }

    private void catalogue(String name, byte[] bytes) {
        var digest = Digest.of(bytes);
        require(
                name.endsWith(digest.hex() + ".json"),
                name,
                "is not the catalogue it is named after");
        try {
            catalogues.put(digest, ArchivedCatalogue.read(bytes));
        } catch (MalformedDocumentException e) {
            throw new RefutedException(name, "is no catalogue: " + e.getMessage());
        }
    }

    private static Digest keyId(String name, String pem, String hex) {
        try {
            var der = ManifestSignature.readPem(pem);
            var id = ManifestSignature.keyId(der);
            require(
                    id.hex().equals(hex) && ManifestSignature.pem(der).equals(pem),
                    name,
                    "is not the key it is named after");
            return id;
        } catch (MalformedDocumentException e) {
            throw new RefutedException(name, "is no public key: " + e.getMessage());
        }
    }

    private static byte[] bytes(ArchiveFiles files, String name, int most) {
        try {
            return files.read(name, most);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /// The editions of each operation, by their place in its chain.
    SortedMap<OperationId, List<Published>> chains() {
        return chains;
    }

    /// Whether every manifest of the chain of `operation` is there, up to the newest that is.
    boolean isWhole(OperationId operation) {
        var chain = chains.getOrDefault(operation, List.of());
        return !chain.isEmpty() && sequence(chain.getLast()) == chain.size();
    }

    Optional<Published> edition(EditionKey key) {
        return Optional.ofNullable(editions.get(key));
    }

    /// The edition that `edition` replaces, where it is there.
    Optional<Published> before(Published edition) {
        var key = edition.key();
        return key.number() == 1
                ? Optional.empty()
                : edition(new EditionKey(key.summary(), key.number() - 1));
    }

    /// Every edition, by operation and place in its chain.
    List<Published> editions() {
        return chains.values().stream().flatMap(List::stream).toList();
    }

    /// The newest edition of `key` that comes before `edition` in the chain, of those that are
    /// there.
    Optional<Published> newestBefore(Published edition, SummaryKey key) {
        return chains.getOrDefault(edition.key().summary().operation(), List.of()).stream()
                .filter(it -> it.key().summary().equals(key))
                .filter(it -> sequence(it) < sequence(edition))
                .max(Comparator.comparing(ArchiveIndex::sequence));
    }

    /// The catalogue that `edition` was made under, where it names one that is there.
    Optional<Catalogue> catalogue(Published edition) {
        return edition.manifest().catalogue().flatMap(it -> catalogue(it.digest()));
    }

    /// The catalogue with that digest.
    Optional<Catalogue> catalogue(Digest digest) {
        return Optional.ofNullable(catalogues.get(digest));
    }

    /// The list of which sequences each key signed, as the archive has it.
    Optional<byte[]> keyList() {
        return keyList;
    }

    /// The keys that lie in the archive, by id, as PEM.
    SortedMap<Digest, String> keys() {
        return keys;
    }
}
