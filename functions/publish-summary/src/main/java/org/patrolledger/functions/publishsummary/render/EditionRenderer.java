package org.patrolledger.functions.publishsummary.render;

/// Makes the files of an edition that people read, from what its archive holds and nothing else: no
/// clock, no locale, no configuration. The same input gives the same bytes on any machine, so that
/// a verifier can make them again and compare.
public final class EditionRenderer {
    private EditionRenderer() {}

    /// The bytes of `summary.xlsx`; reads no [RenderInput#sources].
    public static byte[] workbook(RenderInput input) {
        return new SummaryXlsx(input).write();
    }

    /// The bytes of `summary.html`.
    ///
    /// @param input with the sources of all other files of the edition
    public static byte[] page(RenderInput input) {
        return SummaryHtml.write(input);
    }
}
