package org.patrolledger.functions.importsubmissions;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// The parts of a workbook, which is a zip of XML. Before any is read, all are looked through: none
/// has a document type, and with it entities, and together they unpack to what an import takes.
final class XlsxParts implements Closeable {
    private static final int MOST_PARTS = 5_000;

    /// Below this a workbook may unpack to any multiple of its size, as empty sheets do.
    private static final long SMALL = 1 << 24;

    private static final int BUFFER = 1 << 16;

    /// Longer than what is looked for.
    private static final int OVERLAP = 16;

    private static final XMLInputFactory XML = xml();

    private final ZipFile zip;
    private final Set<String> merged = new HashSet<>();

    private XlsxParts(ZipFile zip) {
        this.zip = zip;
    }

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /// Opens the workbook `file`.
    ///
    /// @throws UnreadableException if it is none, or one that an import does not take
    static XlsxParts open(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            refuseOld(in.readNBytes(8));
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new UnreadableException("This is no workbook (.xlsx).", e);
        }
        var parts = new XlsxParts(zip);
        try {
            parts.requireBounded(Files.size(file));
            return parts;
        } catch (ZipException e) {
            parts.close();
            throw new UnreadableException("This is no workbook (.xlsx).", e);
        } catch (IOException e) {
            parts.close();
            throw e;
        }
    }

    /// @param start the first bytes of a file
    /// @throws UnreadableException if it is a workbook as they were before 2007, or one that is
    ///   protected by a password, which both begin alike
    static void refuseOld(byte[] start) throws UnreadableException {
        if (start.length > 3
                && start[0] == (byte) 0xD0
                && start[1] == (byte) 0xCF
                && start[2] == 0x11
                && start[3] == (byte) 0xE0) {
            throw new UnreadableException(
                    "This is an old workbook (.xls) or one that is protected by a password: save it as .xlsx without a password.");
        }
    }

    private void requireBounded(long packed) throws IOException {
        if (zip.size() > MOST_PARTS) {
            throw tooMuch();
        }
        long unpacked = 0;
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            unpacked = look(entries.nextElement(), unpacked, packed);
        }
    }

    /// What an entry says of its own size may be a lie.
    private long look(ZipEntry entry, long before, long packed) throws IOException {
        long unpacked = before;
        boolean xml = entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels");
        var buffer = new byte[BUFFER + OVERLAP];
        int kept = 0;
        try (var in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer, kept, BUFFER); n >= 0; n = in.read(buffer, kept, BUFFER)) {
                boolean first = unpacked == before;
                unpacked += n;
                if (unpacked > Source.MOST_UNPACKED
                        || (unpacked > SMALL && unpacked / Source.MOST_RATIO > packed)) {
                    throw tooMuch();
                }
                if (xml && n > 0) {
                    kept = lookFor(entry.getName(), buffer, kept + n, first);
                }
            }
        }
        return unpacked;
    }

    private int lookFor(String name, byte[] buffer, int length, boolean first)
            throws UnreadableException {
        var text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        // In UTF-16 or UTF-32 the search below would find nothing.
        if (text.contains("<!D") || text.contains("<!E") || (first && text.indexOf('\0') >= 0)) {
            throw new UnreadableException(
                    "The workbook has a document type or an encoding that no spreadsheet program writes.");
        }
        if (text.contains("mergeCell ")) {
            merged.add(name);
        }
        int kept = Math.min(OVERLAP, length);
        System.arraycopy(buffer, length - kept, buffer, 0, kept);
        return kept;
    }

    private static UnreadableException tooMuch() {
        return new UnreadableException("The workbook unpacks to more than an import takes.");
    }

    /// Whether the sheet in `part` has cells that are merged.
    boolean isMerged(String part) {
        return merged.contains(part);
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /// The part as XML, from its beginning.
    ///
    /// @throws UnreadableException if it is missing, or no XML
    Part read(String part) throws IOException {
        var entry = zip.getEntry(part);
        if (entry == null) {
            throw new UnreadableException("The workbook lacks one of its parts.");
        }
        var in = new BufferedInputStream(zip.getInputStream(entry), BUFFER);
        try {
            return new Part(in, XML.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            in.close();
            throw broken(e);
        }
    }

    private static UnreadableException broken(XMLStreamException e) {
        return new UnreadableException("The workbook has a part that is not XML.", e);
    }

    /// The attributes `name` of the elements `element` in `part`, by their attribute `key`.
    Map<String, String> attributes(String part, String element, String key, String name)
            throws IOException {
        var found = new HashMap<String, String>();
        try (var xml = read(part)) {
            while (xml.toElement()) {
                if (xml.is(element)) {
                    found.put(xml.attribute(key), xml.attribute(name));
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// One part, read forwards. Elements are told by their names without a name space: there are
    /// two sets of them, for what spreadsheet programs write and for the letter of the standard.
    static final class Part implements Closeable {
        /// Deeper than any workbook, and than a parser should be made to remember.
        private static final int DEEPEST = 64;

        private final InputStream in;
        private final XMLStreamReader xml;
        private int depth;

        private Part(InputStream in, XMLStreamReader xml) {
            this.in = in;
            this.xml = xml;
        }

        /// Goes on to what comes next.
        ///
        /// @return one of [javax.xml.stream.XMLStreamConstants]; -1 at the end
        int next() throws IOException {
            try {
                if (!xml.hasNext()) {
                    return -1;
                }
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT && ++depth > DEEPEST) {
                    throw new UnreadableException("The workbook nests deeper than any does.");
                }
                if (event == XMLStreamReader.END_ELEMENT) {
                    depth--;
                }
                return event;
            } catch (XMLStreamException e) {
                throw broken(e);
            }
        }

        /// Goes on to the next start of an element; false at the end.
        boolean toElement() throws IOException {
            for (int event = next(); event >= 0; event = next()) {
                if (event == XMLStreamReader.START_ELEMENT) {
                    return true;
                }
            }
            return false;
        }

        /// Whether this is the start or the end of an element `name`.
        boolean is(String name) {
            return xml.getLocalName().equals(name);
        }

        /// An attribute by its name without a name space; empty where there is none.
        String attribute(String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return "";
        }

        /// Adds the text that was come upon to `to`, up to `most` characters in all.
        ///
        /// @return whether all of it had room
        boolean text(StringBuilder to, int most) {
            int room = most - to.length();
            int length = xml.getTextLength();
            to.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, length));
            return length <= room;
        }

        @Override
        public void close() throws IOException {
            try (in) {
                xml.close();
            } catch (XMLStreamException e) {
                throw broken(e);
            }
        }
    }
}
