package org.patrolledger.contract.imports;

import org.patrolledger.domain.submission.Coded;

/// Files whose shape is known. What a preset does for a file is said in `events/mappings/`.
public enum Preset implements Coded {
    /// Stop and search as forces publish it on data.police.uk, CSV.
    POLICE_UK_STOP_AND_SEARCH,
    /// Crimes by month and street as data.police.uk publishes them: months are no days, so it is
    /// refused with a word on why.
    POLICE_UK_STREET,
    /// ODK Central: OData JSON, or its CSV.
    ODK_CENTRAL,
    /// KoboToolbox: JSON of its API v2, or its CSV.
    KOBO,
    /// GOV.UK Forms: CSV or JSON.
    GOVUK_FORMS,
    /// A row for each submission, a column for each field.
    PATROL_LEDGER_CSV,
    /// The same as a workbook.
    PATROL_LEDGER_XLSX,
    /// What the report form saves of waiting reports: a document a line, with its own id.
    PATROL_LEDGER_OUTBOX
}
