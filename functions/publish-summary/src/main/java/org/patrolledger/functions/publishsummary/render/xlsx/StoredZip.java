package org.patrolledger.functions.publishsummary.render.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip archive in memory that has the same bytes on any machine: entries have no time, and are
/// stored rather than deflated, for deflate gives other bytes with another platform's zlib.
final class StoredZip {
    /// The earliest time a zip archive can hold, as its two seconds write it. At second 0 of that
    /// day Java adds the same moment in the machine's time zone.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 1);

    /// The extra field of an entry: second 0 of that day in UTC, as seconds since 1970.
    private static final byte[] NO_TIME_IN_UTC =
            HexFormat.of().parseHex("5554" + "0500" + "01" + "00a6ce12");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);

    void add(String name, XmlText document) {
        var content = document.toString().getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        entry.setExtra(NO_TIME_IN_UTC);
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    /// The archive; nothing can be added to it afterwards.
    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
