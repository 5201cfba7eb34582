-- rule: target_missed
-- severity: warning
-- table: regioafspraken_target
-- title nl: Doel niet gehaald
-- title en: Target missed
-- cause nl: De dag waarop het doel bereikt moest zijn is voorbij, en de capaciteit die van deze soort voorziening
--   bekend is zegt iets anders.
-- cause en: The day by which the target was to be reached has passed, and the capacity known of this kind of
--   facility says otherwise.
-- cure nl: Besluit over een nieuw doel of een nieuwe datum, of werk de capaciteit in region_capacity of
--   facility_capacity bij.
-- cure en: Decide on a new target or a new date, or bring the capacity in region_capacity or facility_capacity up
--   to date.
-- source: kader_owh_2021 bijlage 1, De ambities

WITH goal AS (
  SELECT region, target, domain, facility_kind, bound, state, due_on_latest,
         COALESCE(figure, base_figure * share / 100.0) AS places
  FROM regioafspraken_target
  WHERE facility_kind IS NOT NULL AND unit IN ('plaatsen', 'woningen') AND due_on_latest < :as_of
),
-- What is said of a region as a whole: figures that differ stand side by side, and a target is missed only by all of them.
whole AS (
  SELECT region, domain, facility_kind, MIN(places) AS low, MAX(places) AS high
  FROM region_capacity_as_of
  WHERE kind = 'gerealiseerd'
  GROUP BY region, domain, facility_kind
),
-- Where nothing is said of the whole, its facilities are added up.
added AS (
  SELECT c.region, c.domain, f.facility_kind, SUM(c.places) AS low, SUM(c.places) AS high
  FROM facility_capacity_as_of AS c
  JOIN facility_as_of AS f ON f.region = c.region AND f.facility = c.facility AND f.domain = c.domain
  WHERE c.kind = 'gerealiseerd'
    AND NOT EXISTS (SELECT 1 FROM whole AS w
                    WHERE w.region = c.region AND w.domain = c.domain AND w.facility_kind = f.facility_kind)
  GROUP BY c.region, c.domain, f.facility_kind
),
there AS (
  SELECT g.region, g.target, g.facility_kind, g.bound, g.state, g.due_on_latest, g.places,
         SUM(k.low) AS low, SUM(k.high) AS high
  FROM goal AS g
  JOIN (SELECT * FROM whole UNION ALL SELECT * FROM added) AS k
    ON k.region = g.region AND k.facility_kind = g.facility_kind AND (g.domain IS NULL OR k.domain = g.domain)
  GROUP BY g.region, g.target
),
missed AS (
  SELECT *, REPLACE(printf('%.10g', places), '.', IIF(:lang = 'nl', ',', '.')) AS asked,
         CASE bound WHEN 'ten_hoogste' THEN low ELSE high END AS known
  FROM there
  WHERE (bound = 'ten_hoogste' AND low > places) OR (bound = 'ten_minste' AND high < places)
)
SELECT region, target, 'due_on' AS field,
       CASE :lang
         WHEN 'nl' THEN
           printf('%s %s voor %s %s op %s, en er zijn er %d.',
                  IIF(bound = 'ten_hoogste', 'Ten hoogste', 'Ten minste'), asked, facility_kind,
                  CASE state WHEN 'mogelijk' THEN 'was mogelijk geacht' WHEN 'geraamd' THEN 'was geraamd'
                             ELSE 'was het doel' END, due_on_latest, known)
         ELSE
           printf('%s %s for %s %s on %s, and there are %d.',
                  IIF(bound = 'ten_hoogste', 'At most', 'At least'), asked, facility_kind,
                  CASE state WHEN 'mogelijk' THEN 'was thought possible' WHEN 'geraamd' THEN 'was estimated'
                             ELSE 'was the target' END, due_on_latest, known)
       END AS message
FROM missed
