package org.patrolledger.domain.summary;

/// The published editions, and what publishing has to decide about them.
///
/// Publishing goes: [#begin], fold, [#stage] each file and the manifest, [#commit], [#complete]. A
/// crash before the commit leaves nothing visible; one after it leaves an edition that the next
/// caller of [#complete] makes visible.
public interface SummaryArchive extends EditionStore, EditionChain {}
