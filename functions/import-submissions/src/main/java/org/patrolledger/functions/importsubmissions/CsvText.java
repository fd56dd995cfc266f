package org.patrolledger.functions.importsubmissions;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// How a text file of values is written: in UTF-8, in UTF-16 with a byte order mark (the "Unicode
/// text" of spreadsheets), or else in windows-1252; with commas, semicolons or tabs between.
///
/// @param separatorLine whether the first line does nothing but name the separator, as in `sep=;`
record CsvText(Charset charset, char separator, boolean separatorLine) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// Enough for any row of heads.
    private static final int FIRST_LINE = 1 << 16;

    static CsvText of(Path file) throws IOException {
        var charset = charset(file);
        try (var reader = reader(file, charset)) {
            var first = firstLine(reader);
            if (first.matches("sep=[,;\\t]")) {
                return new CsvText(charset, first.charAt(4), true);
            }
            return new CsvText(charset, separator(first), false);
        }
    }

    private static Charset charset(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(8);
            var start = in.readNBytes(8);
            in.reset();
            refuseOther(start);
            if (start.length > 1
                    && ((start[0] == (byte) 0xFF && start[1] == (byte) 0xFE)
                            || (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF))) {
                return StandardCharsets.UTF_16;
            }
            return isUtf8(in) ? StandardCharsets.UTF_8 : WINDOWS;
        }
    }

    private static void refuseOther(byte[] start) throws UnreadableException {
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3) {
            throw new UnreadableException(
                    "This is a workbook and no CSV file: name the format xlsx.");
        }
        XlsxParts.refuseOld(start);
    }

    private static boolean isUtf8(InputStream in) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var buffer = new char[1 << 13];
        try (var reader = new InputStreamReader(new Zeroless(in), decoder)) {
            while (reader.read(buffer) >= 0) {
                // only whether it can be read
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// Lets no byte 0 through, which no text has.
    private static final class Zeroless extends java.io.FilterInputStream {
        Zeroless(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next == 0) {
                throw zero();
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            for (int i = from; i < from + read; i++) {
                if (into[i] == 0) {
                    throw zero();
                }
            }
            return read;
        }

        private static UnreadableException zero() {
            return new UnreadableException(
                    "This is no CSV file: it holds zero bytes. Save it as CSV in UTF-8.");
        }
    }

    /// The text, from behind a byte order mark.
    Reader open(Path file) throws IOException {
        return reader(file, charset);
    }

    private static Reader reader(Path file, Charset charset) throws IOException {
        // What is no text in the charset becomes a replacement character: the bytes were looked at.
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static String firstLine(Reader reader) throws IOException {
        var line = new StringBuilder();
        boolean quoted = false;
        for (int c = reader.read(); c >= 0 && line.length() < FIRST_LINE; c = reader.read()) {
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                if (!line.isEmpty()) {
                    break;
                }
                continue;
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static char separator(String line) {
        char best = ',';
        int most = count(line, ',');
        for (char other : new char[] {';', '\t'}) {
            int there = count(line, other);
            if (there > most) {
                most = there;
                best = other;
            }
        }
        return best;
    }

    private static int count(String line, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == separator) {
                count++;
            }
        }
        return count;
    }
}
