package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.patrolledger.formats.EditionFile;

/// What somebody who holds the key could publish though it is not so: [SampleArchive#rich] with one
/// thing wrong, everything else made to agree with it, and signed.
final class Forgeries {
    static final int WEEK_BEFORE = 1;
    static final int WEEK = 2;
    static final int MONTH = 3;
    static final int WEEK_AGAIN = 4;
    static final int WEEK_OF_ALL = 6;

    private Forgeries() {}

    /// One thing wrong.
    ///
    /// @param name a slug
    /// @param shownBy the part of a verification that finds it; `rendering` needs the program that
    ///   makes page and workbook
    /// @param found what the finding says
    /// @param forge what is done before the archive is signed
    record Forgery(String name, String shownBy, String found, Consumer<SampleArchive> forge) {
        SampleArchive archive() {
            var archive = SampleArchive.rich();
            forge.accept(archive);
            return archive;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> all() {
        return Stream.of(FigureForgeries.all(), ChainForgeries.all(), FileForgeries.all())
                .flatMap(List::stream);
    }

    static String text(SampleEdition edition, EditionFile file) {
        return new String(edition.files.get(file), UTF_8);
    }
}
