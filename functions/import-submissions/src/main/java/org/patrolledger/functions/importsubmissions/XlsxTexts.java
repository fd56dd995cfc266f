package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// The texts that the cells of a workbook share.
final class XlsxTexts {
    /// The longest text that a cell of a spreadsheet holds.
    static final int LONGEST = 32_767;

    /// Far more than 20,000 rows need, far less than memory.
    private static final int MOST = 1_000_000;

    private static final long MOST_CHARACTERS = 32L * 1024 * 1024;

    private static final String PART = "xl/sharedStrings.xml";

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> texts = new ArrayList<>();

    /// Those of `parts`, where there are any.
    static XlsxTexts of(XlsxParts parts) throws IOException {
        var all = new XlsxTexts();
        if (!parts.has(PART)) {
            return all;
        }
        long characters = 0;
        try (var xml = parts.read(PART)) {
            while (xml.toElement()) {
                if (xml.is("si")) {
                    var text = text(xml, "si");
                    characters += text.length();
                    if (all.texts.size() == MOST || characters > MOST_CHARACTERS) {
                        throw new UnreadableException(
                                "The workbook holds more text than an import takes.");
                    }
                    all.texts.add(text);
                }
            }
        }
        return all;
    }

    /// Text number `index`, as a cell names it.
    ///
    /// @throws UnreadableException if there is none
    String get(String index) throws UnreadableException {
        if (index.matches("[0-9]{1,7}")) {
            int number = Integer.parseInt(index);
            if (number < texts.size()) {
                return texts.get(number);
            }
        }
        throw new UnreadableException("A cell of the workbook names a text that is not there.");
    }

    /// The text within the element `end` that has begun, without how it is pronounced.
    static String text(XlsxParts.Part xml, String end) throws IOException {
        var text = new StringBuilder();
        int spoken = 0;
        boolean within = false;
        for (int event = xml.next(); event >= 0; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    spoken += xml.is("rPh") ? 1 : 0;
                    within = xml.is("t");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.is(end)) {
                        return unescaped(text.toString());
                    }
                    spoken -= xml.is("rPh") ? 1 : 0;
                    within = false;
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    if (within && spoken == 0) {
                        xml.text(text, LONGEST);
                    }
                }
                default -> {}
            }
        }
        return unescaped(text.toString());
    }

    /// Characters that XML has no room for are written as `_x000D_`.
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(it ->
                                java.util.regex.Matcher.quoteReplacement(
                                        String.valueOf((char) Integer.parseInt(it.group(1), 16))))
                : text;
    }
}
