package org.patrolledger.functions.publishsummary.render.xlsx;

/// How cells look. The order is that of `cellXfs` in [#document].
enum WorkbookStyle {
    NORMAL,
    TITLE,
    HEADER,
    FIGURE_HEADER,
    WORDS,
    FIGURE,
    DAY,
    SHORTHAND,
    LINK;

    /// The number by which a cell names its style.
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /// `styles.xml`. Text of 12 points without serifs; titles and links have the styles by which
    /// Office and screen readers know headings and links. Colours have four bytes, opacity first.
    static XmlText document() {
        return new XmlText()
                .raw(
                        """
                        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                        <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
                        <fonts count="4">\
                        <font><sz val="12"/><color rgb="FF000000"/><name val="Arial"/><family val="2"/></font>\
                        <font><b/><sz val="16"/><color rgb="FF000000"/><name val="Arial"/><family val="2"/></font>\
                        <font><b/><sz val="12"/><color rgb="FF000000"/><name val="Arial"/><family val="2"/></font>\
                        <font><u/><sz val="12"/><color rgb="FF1B4F8F"/><name val="Arial"/><family val="2"/></font>\
                        </fonts>\
                        <fills count="3">\
                        <fill><patternFill patternType="none"/></fill>\
                        <fill><patternFill patternType="gray125"/></fill>\
                        <fill><patternFill patternType="solid"><fgColor rgb="FFDDE5EE"/><bgColor indexed="64"/></patternFill></fill>\
                        </fills>\
                        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
                        <cellStyleXfs count="3">\
                        <xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
                        <xf numFmtId="0" fontId="1" fillId="0" borderId="0"/>\
                        <xf numFmtId="0" fontId="3" fillId="0" borderId="0"/>\
                        </cellStyleXfs>\
                        <cellXfs count="9">\
                        """)
                .raw(format(0, 0, 0, 0, ""))
                .raw(format(0, 1, 0, 1, ""))
                .raw(
                        format(
                                0,
                                2,
                                2,
                                0,
                                "<alignment horizontal=\"left\" vertical=\"bottom\" wrapText=\"1\"/>"))
                .raw(
                        format(
                                0,
                                2,
                                2,
                                0,
                                "<alignment horizontal=\"right\" vertical=\"bottom\" wrapText=\"1\"/>"))
                .raw(
                        format(
                                0,
                                0,
                                0,
                                0,
                                "<alignment horizontal=\"left\" vertical=\"top\" wrapText=\"1\"/>"))
                .raw(format(3, 0, 0, 0, "<alignment horizontal=\"right\" vertical=\"top\"/>"))
                .raw(format(164, 0, 0, 0, "<alignment horizontal=\"left\" vertical=\"top\"/>"))
                .raw(format(0, 0, 0, 0, "<alignment horizontal=\"right\" vertical=\"top\"/>"))
                .raw(
                        format(
                                0,
                                3,
                                0,
                                2,
                                "<alignment horizontal=\"left\" vertical=\"top\" wrapText=\"1\"/>"))
                .raw(
                        """
                        </cellXfs>\
                        <cellStyles count="3">\
                        <cellStyle name="Normal" xfId="0" builtinId="0"/>\
                        <cellStyle name="Heading 1" xfId="1" builtinId="16"/>\
                        <cellStyle name="Hyperlink" xfId="2" builtinId="8"/>\
                        </cellStyles>\
                        <dxfs count="0"/>\
                        <tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/>\
                        </styleSheet>\
                        """);
    }

    private static String format(int number, int font, int fill, int style, String alignment) {
        var attributes =
                "<xf numFmtId=\""
                        + number
                        + "\" fontId=\""
                        + font
                        + "\" fillId=\""
                        + fill
                        + "\" borderId=\"0\" xfId=\""
                        + style
                        + "\" applyNumberFormat=\"1\""
                        + " applyFont=\"1\" applyFill=\"1\"";
        return alignment.isEmpty()
                ? attributes + "/>"
                : attributes + " applyAlignment=\"1\">" + alignment + "</xf>";
    }
}
