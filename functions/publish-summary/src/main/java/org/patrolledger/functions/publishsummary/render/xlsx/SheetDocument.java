package org.patrolledger.functions.publishsummary.render.xlsx;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.SheetLink;

/// One sheet as XML, and its table. Texts are kept once for the whole workbook, in `strings`.
final class SheetDocument {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONSHIPS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// Day 0 of the dates of a workbook, which take 1900 for a leap year; right from March 1900 on.
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private final WorkbookSheet sheet;
    private final Strings strings;
    private final XmlText out = new XmlText();

    /// The texts of a workbook, each once, in order of their first use.
    static final class Strings {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final XmlText items = new XmlText().raw("<sst xmlns=\"" + MAIN + "\">");

        private int number(String text) {
            var known = numbers.get(text);
            if (known != null) {
                return known;
            }
            int number = numbers.size();
            numbers.put(text, number);
            items.raw(
                            text.strip().length() == text.length()
                                    ? "<si><t>"
                                    : "<si><t xml:space=\"preserve\">")
                    .text(text)
                    .raw("</t></si>");
            return number;
        }

        XmlText document() {
            return items.raw("</sst>");
        }
    }

    SheetDocument(WorkbookSheet sheet, Strings strings) {
        this.sheet = sheet;
        this.strings = strings;
    }

    /// `A`, `Z`, `AA`.
    static String column(int number) {
        var letters = new StringBuilder();
        for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    private static String range(int firstRow, int lastRow, int lastColumn) {
        return "A" + firstRow + ":" + column(lastColumn) + lastRow;
    }

    /// The sheet; the one that is `first` is shown when the workbook is opened. The cursor is in
    /// the first cell of every sheet.
    XmlText sheet(boolean first) {
        out.raw("<worksheet xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONSHIPS + "\">")
                .raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"")
                .raw(
                        sheet.lastRow() == 1 && sheet.lastColumn() == 1
                                ? "A1"
                                : range(1, sheet.lastRow(), sheet.lastColumn()))
                .raw("\"/><sheetViews><sheetView ")
                .raw(first ? "tabSelected=\"1\" " : "")
                .raw(
                        "workbookViewId=\"0\"><selection activeCell=\"A1\" sqref=\"A1\"/></sheetView></sheetViews>")
                .raw("<sheetFormatPr defaultRowHeight=\"15.75\"/>");
        columns();
        out.raw("<sheetData>");
        row(1, () -> text(1, 1, WorkbookStyle.TITLE, sheet.title()));
        for (int i = 0; i < sheet.lines().size(); i++) {
            int row = i + 2;
            var line = sheet.lines().get(i);
            row(row, () -> text(row, 1, WorkbookStyle.NORMAL, line));
        }
        sheet.table().ifPresent(this::cells);
        out.raw("</sheetData>");
        sheet.table().ifPresent(this::links);
        out.raw(
                        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>")
                .raw("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>")
                .raw(
                        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>");
        if (sheet.table().isPresent()) {
            out.raw("<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts>");
        }
        return out.raw("</worksheet>");
    }

    private void columns() {
        out.raw("<cols>");
        var columns =
                sheet.table()
                        .map(WorkbookSheet.Table::columns)
                        .orElseGet(() -> List.of(WorkbookSheet.Column.words(sheet.title(), 80)));
        for (int i = 0; i < columns.size(); i++) {
            out.raw("<col min=\"")
                    .raw(i + 1)
                    .raw("\" max=\"")
                    .raw(i + 1)
                    .raw("\" width=\"")
                    .raw(columns.get(i).width())
                    .raw("\" customWidth=\"1\"/>");
        }
        out.raw("</cols>");
    }

    private void row(int number, Runnable cells) {
        out.raw("<row r=\"").raw(number).raw("\">");
        cells.run();
        out.raw("</row>");
    }

    private void cells(WorkbookSheet.Table table) {
        int header = sheet.headerRow();
        row(
                header,
                () -> {
                    for (int i = 0; i < table.columns().size(); i++) {
                        var column = table.columns().get(i);
                        text(
                                header,
                                i + 1,
                                column.figures()
                                        ? WorkbookStyle.FIGURE_HEADER
                                        : WorkbookStyle.HEADER,
                                column.title());
                    }
                });
        for (int i = 0; i < table.rows().size(); i++) {
            int row = header + 1 + i;
            var cells = table.rows().get(i);
            row(
                    row,
                    () -> {
                        for (int column = 1; column <= cells.size(); column++) {
                            cell(row, column, cells.get(column - 1));
                        }
                    });
        }
    }

    private void cell(int row, int column, WorkbookCell cell) {
        switch (cell) {
            case WorkbookCell.Text(var text) -> text(row, column, WorkbookStyle.WORDS, text);
            case WorkbookCell.Shorthand(var text) ->
                    text(row, column, WorkbookStyle.SHORTHAND, text);
            case SheetLink(var text, var to) -> text(row, column, WorkbookStyle.LINK, text);
            case WorkbookCell.Figure(var value) -> number(row, column, WorkbookStyle.FIGURE, value);
            case WorkbookCell.Day(var date) ->
                    number(row, column, WorkbookStyle.DAY, ChronoUnit.DAYS.between(DAY_0, date));
        }
    }

    private XmlText begin(int row, int column, WorkbookStyle style) {
        return out.raw("<c r=\"").raw(column(column)).raw(row).raw("\" s=\"").raw(style.index());
    }

    private void text(int row, int column, WorkbookStyle style, String text) {
        begin(row, column, style).raw("\" t=\"s\"><v>").raw(strings.number(text)).raw("</v></c>");
    }

    private void number(int row, int column, WorkbookStyle style, long value) {
        begin(row, column, style).raw("\"><v>").raw(value).raw("</v></c>");
    }

    private void links(WorkbookSheet.Table table) {
        var links = XmlText.fragment();
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                if (table.rows().get(row).get(column) instanceof SheetLink(var text, var to)) {
                    var at = column(column + 1) + (sheet.headerRow() + 1 + row);
                    links.raw("<hyperlink ref=\"" + at + "\" location=\"")
                            .text("'" + to + "'!A1")
                            .raw("\" display=\"")
                            .text(text)
                            .raw("\"/>");
                }
            }
        }
        if (!links.toString().isEmpty()) {
            out.raw("<hyperlinks>").raw(links.toString()).raw("</hyperlinks>");
        }
    }

    /// The table of the sheet, the `number`th of the workbook. Without buttons to filter, which get
    /// between a screen reader and the headers.
    static XmlText table(WorkbookSheet sheet, WorkbookSheet.Table table, int number) {
        var out = new XmlText();
        var ref = range(sheet.headerRow(), sheet.lastRow(), table.columns().size());
        out.raw("<table xmlns=\"" + MAIN + "\" id=\"")
                .raw(number)
                .raw("\" name=\"")
                .text(table.name())
                .raw("\" displayName=\"")
                .text(table.name())
                .raw("\" ref=\"" + ref + "\" totalsRowShown=\"0\"><tableColumns count=\"")
                .raw(table.columns().size())
                .raw("\">");
        for (int i = 0; i < table.columns().size(); i++) {
            out.raw("<tableColumn id=\"")
                    .raw(i + 1)
                    .raw("\" name=\"")
                    .text(table.columns().get(i).title())
                    .raw("\"/>");
        }
        return out.raw(
                        "</tableColumns><tableStyleInfo name=\"TableStyleLight1\" showFirstColumn=\"0\"")
                .raw(
                        " showLastColumn=\"0\" showRowStripes=\"0\" showColumnStripes=\"0\"/></table>");
    }
}
