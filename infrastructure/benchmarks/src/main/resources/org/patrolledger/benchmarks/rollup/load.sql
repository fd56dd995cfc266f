-- Every field a figure needs, and no other.
CREATE OR REPLACE TEMP TABLE submissions AS
SELECT * FROM read_json(
  '$file',
  format = 'newline_delimited',
  maximum_object_size = 1048576,
  columns = {
    place: 'VARCHAR',
    organisation: 'VARCHAR',
    startedAt: 'TIMESTAMP',
    endedAt: 'TIMESTAMP',
    activity: 'VARCHAR',
    staff: 'STRUCT(officer BIGINT, pcso BIGINT, special BIGINT, volunteer BIGINT, warden BIGINT, partner BIGINT)',
    peopleEngaged: 'STRUCT("count" BIGINT, "method" VARCHAR)',
    peopleScreened: 'BIGINT',
    peopleSafeguarded: 'BIGINT',
    flashpointsPrevented: 'BIGINT',
    onlineViews: 'BIGINT',
    itemsHandedOut: 'MAP(VARCHAR, BIGINT)',
    audiences: 'VARCHAR[]',
    themes: 'VARCHAR[]',
    concerns: 'STRUCT(category VARCHAR)[]',
    category: 'VARCHAR',
    arrests: 'BIGINT',
    stopSearches: 'STRUCT(objectOfSearch VARCHAR, outcome VARCHAR, legislation VARCHAR, gender VARCHAR, ageRange VARCHAR)[]',
    weaponsSeized: 'STRUCT(kind VARCHAR, "count" BIGINT)[]',
    powersUsed: 'MAP(VARCHAR, BIGINT)'
  })
