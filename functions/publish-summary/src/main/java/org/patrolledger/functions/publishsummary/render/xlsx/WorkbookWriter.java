package org.patrolledger.functions.publishsummary.render.xlsx;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/// Writes a workbook (ECMA-376, transitional): accessible, printable on A4, and to the byte the
/// same on any machine.
public final class WorkbookWriter {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONSHIPS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPES =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private WorkbookWriter() {}

    /// What a workbook says of itself.
    ///
    /// @param language a BCP 47 tag, such as `en-GB`
    /// @param created when it was made, as far as anybody is to know
    public record Properties(
            String title, String subject, String creator, String language, Instant created) {}

    /// The bytes of a workbook of `sheets`, in that order.
    ///
    /// @throws IllegalArgumentException if there is none, or two sheets or tables share a name
    public static byte[] write(Properties properties, List<WorkbookSheet> sheets) {
        check(sheets);
        var zip = new StoredZip();
        zip.add("[Content_Types].xml", contentTypes(sheets));
        zip.add("_rels/.rels", relationships());
        zip.add("docProps/core.xml", core(properties));
        zip.add("docProps/app.xml", application());
        zip.add("xl/workbook.xml", workbook(sheets));
        zip.add("xl/_rels/workbook.xml.rels", workbookRelationships(sheets.size()));
        zip.add("xl/styles.xml", WorkbookStyle.document());
        var strings = new SheetDocument.Strings();
        for (int number = 1; number <= sheets.size(); number++) {
            int each = number;
            var sheet = sheets.get(number - 1);
            zip.add(
                    "xl/worksheets/sheet" + number + ".xml",
                    new SheetDocument(sheet, strings).sheet(number == 1));
            sheet.table()
                    .ifPresent(table -> {
                        zip.add(
                                "xl/worksheets/_rels/sheet" + each + ".xml.rels",
                                sheetRelationships(each));
                        zip.add(
                                "xl/tables/table" + each + ".xml",
                                SheetDocument.table(sheet, table, each));
                    });
        }
        zip.add("xl/sharedStrings.xml", strings.document());
        return zip.bytes();
    }

    private static void check(List<WorkbookSheet> sheets) {
        var names = new HashSet<String>();
        var tables = new HashSet<String>();
        boolean distinct =
                sheets.stream()
                        .allMatch(sheet ->
                                names.add(sheet.name())
                                        && sheet.table()
                                                .map(it -> tables.add(it.name()))
                                                .orElse(true));
        if (sheets.isEmpty() || !distinct) {
            throw new IllegalArgumentException("sheets and tables have names of their own");
        }
    }

    private static XmlText contentTypes(List<WorkbookSheet> sheets) {
        var out = new XmlText();
        out.raw("<Types xmlns=\"" + PACKAGE + "content-types\">")
                .raw(
                        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
                .raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        type(
                out,
                "/docProps/core.xml",
                "application/vnd.openxmlformats-package.core-properties+xml");
        type(
                out,
                "/docProps/app.xml",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml");
        type(out, "/xl/workbook.xml", TYPES + "sheet.main+xml");
        type(out, "/xl/styles.xml", TYPES + "styles+xml");
        type(out, "/xl/sharedStrings.xml", TYPES + "sharedStrings+xml");
        for (int i = 1; i <= sheets.size(); i++) {
            type(out, "/xl/worksheets/sheet" + i + ".xml", TYPES + "worksheet+xml");
            if (sheets.get(i - 1).table().isPresent()) {
                type(out, "/xl/tables/table" + i + ".xml", TYPES + "table+xml");
            }
        }
        return out.raw("</Types>");
    }

    private static void type(XmlText out, String part, String type) {
        out.raw("<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>");
    }

    private static XmlText beginRelationships() {
        return new XmlText().raw("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
    }

    private static void relationship(XmlText out, String id, String type, String target) {
        out.raw(
                "<Relationship Id=\""
                        + id
                        + "\" Type=\""
                        + type
                        + "\" Target=\""
                        + target
                        + "\"/>");
    }

    private static XmlText relationships() {
        var out = beginRelationships();
        relationship(out, "rId1", RELATIONSHIPS + "/officeDocument", "xl/workbook.xml");
        relationship(
                out,
                "rId2",
                PACKAGE + "relationships/metadata/core-properties",
                "docProps/core.xml");
        relationship(out, "rId3", RELATIONSHIPS + "/extended-properties", "docProps/app.xml");
        return out.raw("</Relationships>");
    }

    private static XmlText workbookRelationships(int sheets) {
        var out = beginRelationships();
        for (int i = 1; i <= sheets; i++) {
            relationship(
                    out, "rId" + i, RELATIONSHIPS + "/worksheet", "worksheets/sheet" + i + ".xml");
        }
        relationship(out, "rId" + (sheets + 1), RELATIONSHIPS + "/styles", "styles.xml");
        relationship(
                out, "rId" + (sheets + 2), RELATIONSHIPS + "/sharedStrings", "sharedStrings.xml");
        return out.raw("</Relationships>");
    }

    private static XmlText sheetRelationships(int sheet) {
        var out = beginRelationships();
        relationship(out, "rId1", RELATIONSHIPS + "/table", "../tables/table" + sheet + ".xml");
        return out.raw("</Relationships>");
    }

    private static XmlText core(Properties properties) {
        var created = properties.created().toString();
        return new XmlText()
                .raw("<cp:coreProperties xmlns:cp=\"" + PACKAGE + "metadata/core-properties\"")
                .raw(
                        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"")
                .raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>")
                .plain(properties.title())
                .raw("</dc:title><dc:subject>")
                .plain(properties.subject())
                .raw("</dc:subject><dc:creator>")
                .plain(properties.creator())
                .raw("</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">")
                .plain(created)
                .raw("</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">")
                .plain(created)
                .raw("</dcterms:modified><dc:language>")
                .plain(properties.language())
                .raw("</dc:language></cp:coreProperties>");
    }

    private static XmlText application() {
        return new XmlText()
                .raw(
                        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">")
                .raw("<Application>Patrol Ledger</Application></Properties>");
    }

    /// A table that goes over several printed pages has its headers on each.
    private static XmlText workbook(List<WorkbookSheet> sheets) {
        var out = new XmlText();
        out.raw("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONSHIPS + "\">")
                .raw("<bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>");
        for (int i = 0; i < sheets.size(); i++) {
            out.raw("<sheet name=\"")
                    .text(sheets.get(i).name())
                    .raw("\" sheetId=\"")
                    .raw(i + 1)
                    .raw("\" r:id=\"rId")
                    .raw(i + 1)
                    .raw("\"/>");
        }
        out.raw("</sheets>");
        var titles = XmlText.fragment();
        for (int i = 0; i < sheets.size(); i++) {
            var sheet = sheets.get(i);
            if (sheet.table().isPresent()) {
                int row = sheet.headerRow();
                titles.raw("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"")
                        .raw(i)
                        .raw("\">")
                        .text("'" + sheet.name() + "'!$" + row + ":$" + row)
                        .raw("</definedName>");
            }
        }
        if (!titles.toString().isEmpty()) {
            out.raw("<definedNames>").raw(titles.toString()).raw("</definedNames>");
        }
        return out.raw("</workbook>");
    }
}
