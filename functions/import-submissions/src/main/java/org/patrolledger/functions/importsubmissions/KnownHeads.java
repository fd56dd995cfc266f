package org.patrolledger.functions.importsubmissions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.imports.FormFields;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Column;
import org.patrolledger.domain.submission.Submission.Kind;

/// The heads that a mapping reads. By them the row of heads is distinguished from a title above it,
/// and a sheet of rows from a cover.
final class KnownHeads {
    private final Set<String> named = new HashSet<>();
    private final boolean fields;

    KnownHeads(ImportMapping mapping) {
        mapping.columns().stream().map(Column::column).forEach(named::add);
        named.addAll(mapping.key());
        fields = mapping.namesFields();
        if (fields || mapping.kind().isEmpty()) {
            named.add(RowReader.KIND);
        }
    }

    /// Whether the mapping reads the column under `head`.
    boolean has(String head) {
        return named.contains(head)
                || (fields
                        && Stream.of(Kind.values())
                                .anyMatch(it ->
                                        FormFields.type(
                                                        SubmissionReader.form(it),
                                                        RowReader.pointer(head))
                                                != null));
    }

    /// How many of `heads` the mapping reads.
    int in(List<String> heads) {
        return (int) heads.stream().filter(it -> !it.isEmpty() && has(it)).count();
    }
}
