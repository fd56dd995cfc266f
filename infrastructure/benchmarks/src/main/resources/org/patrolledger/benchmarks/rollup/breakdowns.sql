SELECT 'activity', activity, count(*) FROM submissions WHERE activity IS NOT NULL GROUP BY ALL
UNION ALL
SELECT 'category', category, count(*) FROM submissions WHERE category IS NOT NULL GROUP BY ALL
UNION ALL
SELECT 'organisation', organisation, count(*) FROM submissions GROUP BY ALL
UNION ALL
SELECT 'audience', value, count(*) FROM (SELECT unnest(audiences) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'theme', value, count(*) FROM (SELECT unnest(themes) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'concerns-raised', value.category, count(*)
FROM (SELECT unnest(concerns) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'items-handed-out', value.key, sum(value.value)
FROM (SELECT unnest(map_entries(itemsHandedOut)) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'powers-used', value.key, sum(value.value)
FROM (SELECT unnest(map_entries(powersUsed)) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'weapons-seized', value.kind, sum(value."count")
FROM (SELECT unnest(weaponsSeized) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.objectOfSearch', value.objectOfSearch, count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.outcome', value.outcome, count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.legislation', value.legislation, count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.gender', value.gender, count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.ageRange', value.ageRange, count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) GROUP BY ALL
UNION ALL
SELECT 'stop-searches.selfDefinedEthnicity', 'not-recorded', count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) HAVING count(*) > 0
UNION ALL
SELECT 'stop-searches.officerDefinedEthnicity', 'not-recorded', count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) HAVING count(*) > 0
UNION ALL
SELECT 'stop-searches.outcomeLinkedToObject', 'not-recorded', count(*)
FROM (SELECT unnest(stopSearches) AS value FROM submissions) HAVING count(*) > 0
