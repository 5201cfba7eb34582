-- rule: rhythm_not_kept
-- severity: warning
-- table: consultation
-- title nl: Overleg minder vaak dan afgesproken
-- title en: Consultation less often than agreed
-- cause nl: In het laatste hele jaar zijn van dit vaste overleg minder bijeenkomsten vastgelegd dan het aantal keer
--   per jaar. Alleen voor regio's die in of voor dat jaar bijeenkomsten vastleggen.
-- cause en: In the last whole year fewer meetings of this standing consultation were recorded than its times per
--   year. Only for regions that recorded meetings in that year or before.
-- cure nl: Voeg de bijeenkomsten toe die er waren, of spreek een ander ritme af.
-- cure en: Add the meetings that were held, or agree on another rhythm.
-- source: raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2, Samenwerking met ketenpartners in de regio

WITH whole AS (SELECT strftime('%Y', :as_of, '+1 day') - 1 AS year),
held AS (
  SELECT m.region, m.consultation, COUNT(*) AS times
  FROM regioafspraken_meeting AS m, whole
  WHERE m.held_on_earliest >= whole.year || '-01-01' AND m.held_on_latest <= whole.year || '-12-31'
  GROUP BY m.region, m.consultation
)
SELECT c.region, c.consultation, 'times_per_year' AS field,
       CASE :lang
         WHEN 'nl' THEN printf('In %d is dit overleg %d keer gehouden, en %d keer is afgesproken.',
                               whole.year, COALESCE(held.times, 0), c.times_per_year)
         ELSE printf('In %d this consultation was held %d times, and %d were agreed.',
                     whole.year, COALESCE(held.times, 0), c.times_per_year)
       END AS message
FROM consultation AS c, whole
LEFT JOIN held ON held.region = c.region AND held.consultation = c.consultation
WHERE COALESCE(held.times, 0) < c.times_per_year
  AND EXISTS (SELECT 1 FROM regioafspraken_meeting AS m
              WHERE m.region = c.region AND m.held_on_latest <= whole.year || '-12-31')
