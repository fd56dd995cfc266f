WITH
forms AS (
  SELECT *, activity LIKE '%-patrol' AS patrol,
    coalesce(staff.officer, 0) + coalesce(staff.pcso, 0) + coalesce(staff.special, 0)
      + coalesce(staff.volunteer, 0) + coalesce(staff.warden, 0) + coalesce(staff.partner, 0) AS people
  FROM submissions
),
sums AS (
  SELECT
    place,
    count(*) AS "submissions",
    count(startedAt) AS "engagements",
    count(category) AS "incidents",
    count(*) FILTER (patrol) AS "patrols",
    count(*) FILTER (patrol AND endedAt - startedAt >= INTERVAL 15 MINUTE) AS "patrols-of-15-minutes",
    sum((epoch_us(endedAt) - epoch_us(startedAt)) // 60000000 * people) FILTER (patrol) AS "person-minutes",
    sum(peopleEngaged."count") AS "people-engaged",
    sum(peopleEngaged."count") FILTER (peopleEngaged."method" = 'estimated') AS "people-engaged-estimated",
    sum(peopleScreened) AS "people-screened",
    sum(peopleSafeguarded) AS "people-safeguarded",
    sum(flashpointsPrevented) AS "flashpoints-prevented",
    sum(onlineViews) AS "online-views",
    sum(list_sum(map_values(itemsHandedOut))) AS "items-handed-out",
    sum(len(concerns)) AS "concerns-raised",
    sum(arrests) AS "arrests",
    sum(len(stopSearches)) AS "stop-searches",
    sum(list_sum(list_transform(weaponsSeized, lambda weapon: weapon."count"))) AS "weapons-seized",
    sum(list_sum(map_values(powersUsed))) AS "powers-used"
  FROM forms
  GROUP BY place
),
-- Of each patrol only what no earlier one at its place covers.
patrols AS (
  SELECT place, startedAt, endedAt,
    max(endedAt) OVER (
      PARTITION BY place ORDER BY startedAt, endedAt
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
  FROM submissions
  WHERE activity LIKE '%-patrol'
),
time AS (
  SELECT place,
    sum(greatest(0, epoch_us(endedAt) - epoch_us(greatest(startedAt, coalesce(covered, startedAt)))))
      // 60000000 AS "patrol-minutes"
  FROM patrols
  GROUP BY place
)
SELECT sums.*, "patrol-minutes" FROM sums LEFT JOIN time USING (place)
