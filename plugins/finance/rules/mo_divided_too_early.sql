-- rule: mo_divided_too_early
-- severity: warning
-- table: finance_budget
-- title nl: Geld voor MO verdeeld vóór zijn datum
-- title en: Money for MO divided before its date
-- cause nl: Een gemeente heeft een objectief budget voor maatschappelijke opvang in een jaar waarin het geld nog
--   naar de centrumgemeente gaat, of terwijl er geen datum voor de verdeling meer is.
-- cause en: A municipality has an objective budget for maatschappelijke opvang in a year in which the money still
--   goes to the centrumgemeente, or while there is no date for the division any more.
-- cure nl: Zet het geld bij de centrumgemeente, of voeg aan milestone_date de nieuwe datum toe, met zijn bron.
-- cure en: Put the money under the centrumgemeente, or add the new date to milestone_date, with its source.
-- source: raadsbrief_west_brabant_west_2021 plan, Aanloop; kader_owh_2021 §1
-- parameters: mo_milestone

WITH told AS (
  -- What was said last counts, also when it is that there is no date any more.
  SELECT planned_on_earliest AS earliest, planned_on
  FROM milestone_date
  WHERE milestone = :mo_milestone AND stated_on_latest <= :as_of
  ORDER BY stated_on_latest DESC, sequence DESC
  LIMIT 1
)
SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'year' AS field,
       CASE WHEN t.earliest IS NULL
         THEN CASE :lang
                WHEN 'nl' THEN 'Geld voor maatschappelijke opvang is in ' || b.year || ' verdeeld, en er is geen datum waarop dat gaat gebeuren.'
                ELSE 'Money for maatschappelijke opvang is divided in ' || b.year || ', and there is no date on which that will happen.'
              END
         ELSE CASE :lang
                WHEN 'nl' THEN 'Geld voor maatschappelijke opvang is in ' || b.year || ' verdeeld, en dat gebeurt niet vóór ' || t.planned_on || '.'
                ELSE 'Money for maatschappelijke opvang is divided in ' || b.year || ', and that does not happen before ' || t.planned_on || '.'
              END
       END AS message
FROM finance_budget AS b
LEFT JOIN told AS t ON true
WHERE b.stream = 'mo' AND b.basis = 'objectief' AND b.scope = 'lokaal'
  AND (t.earliest IS NULL OR t.earliest > b.year || '-12-31')
