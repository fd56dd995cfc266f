package org.patrolledger.functions.publishsummary.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs a small zip archive again so that the same content gives the same bytes: entries have no
/// time, and are stored rather than deflated, since deflate gives other bytes on another platform's
/// zlib.
///
/// Reads by the central directory (APPNOTE.TXT, 4.3.12). What the workbook library writes before
/// each entry is meant for Office, and [java.util.zip.ZipInputStream] takes it for a size of 0.
final class ZipRepacking {
    /// The earliest time a zip archive can hold.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int END_OF_DIRECTORY = 22;
    private static final int DIRECTORY_ENTRY = 46;
    private static final int LOCAL_HEADER = 30;

    private ZipRepacking() {}

    /// Changes what an entry holds.
    interface Editor {
        byte[] edit(String name, byte[] content);
    }

    /// @param archive without comment and no bigger than an `int` counts
    static byte[] repack(byte[] archive, Editor editor) throws IOException {
        var in = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END_OF_DIRECTORY;
        int entries = in.getShort(end + 10);
        int at = in.getInt(end + 16);
        var out = new ByteArrayOutputStream(archive.length * 4);
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries; i++) {
                int nameLength = in.getShort(at + 28);
                var name =
                        new String(
                                archive, at + DIRECTORY_ENTRY, nameLength, StandardCharsets.UTF_8);
                store(zip, name, editor.edit(name, content(archive, in, at)));
                at += DIRECTORY_ENTRY + nameLength + in.getShort(at + 30) + in.getShort(at + 32);
            }
        }
        return out.toByteArray();
    }

    private static byte[] content(byte[] archive, ByteBuffer in, int at) throws IOException {
        int local = in.getInt(at + 42);
        int from = local + LOCAL_HEADER + in.getShort(local + 26) + in.getShort(local + 28);
        var content = new byte[in.getInt(at + 24)];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(archive, from, in.getInt(at + 20));
            if (inflater.inflate(content) != content.length) {
                throw new IOException("an entry of the workbook is cut short");
            }
            return content;
        } catch (DataFormatException e) {
            throw new IOException("an entry of the workbook is not deflated", e);
        } finally {
            inflater.end();
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
