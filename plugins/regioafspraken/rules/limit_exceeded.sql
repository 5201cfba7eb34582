-- rule: limit_exceeded
-- severity: warning
-- table: regioafspraken_measurement
-- title nl: Buiten de grens
-- title en: Beyond the limit
-- cause nl: Wat het laatst is gemeten ligt boven wat de regio ten hoogste wil, of onder wat zij ten minste wil.
-- cause en: What was last measured is above what the region wants at most, or below what it wants at least.
-- cure nl: Zoek uit waardoor het komt, of verbeter de meting of de grens.
-- cure en: Find out what brings it about, or correct the measurement or the limit.
-- source: kader_owh_2021 §3.1; regiovisie_ijssel_vecht_2021 §3.2

WITH words(unit, nl, en) AS (
  VALUES ('minuten', 'minuten', 'minutes'), ('dagen', 'dagen', 'days'), ('weken', 'weken', 'weeks'),
         ('maanden', 'maanden', 'months'), ('plaatsen', 'plaatsen', 'places'), ('varianten', 'varianten', 'variants'),
         ('procent', 'procent', 'per cent'), ('uur_per_dag', 'uur per dag', 'hours a day'),
         ('dagen_per_week', 'dagen per week', 'days a week')
),
bounds AS (
  -- A limit has a value of its own or that of a service level, as long as the service level holds.
  SELECT l.region, l.subject, l.state, COALESCE(l.value, s.value) AS value, COALESCE(l.bound, s.bound) AS bound,
         COALESCE(l.unit, s.unit) AS unit
  FROM regioafspraken_limit AS l
  LEFT JOIN service_level_as_of AS s
    ON s.region = l.region AND s.domain = l.domain AND s.facility_kind = l.facility_kind AND s.aspect = l.aspect
   AND s.sequence = l.service_level
),
beyond AS (
  SELECT m.region, m.subject, m.measured_on, m.sequence, b.bound, b.state, IIF(:lang = 'nl', w.nl, w.en) AS unit,
         printf('%.10g', m.value) AS measured, printf('%.10g', b.value) AS allowed
  FROM regioafspraken_measurement_as_of AS m
  JOIN bounds AS b ON b.region = m.region AND b.subject = m.subject
  LEFT JOIN words AS w ON w.unit = b.unit
  WHERE (b.bound = 'ten_hoogste' AND m.value > b.value) OR (b.bound = 'ten_minste' AND m.value < b.value)
)
SELECT region, subject, measured_on, sequence, 'value' AS field,
       CASE :lang
         WHEN 'nl' THEN
           printf('%s: gemeten is %s, en %s %s %s %s.', subject, REPLACE(measured, '.', ','),
                  CASE state WHEN 'gewenst' THEN 'gewenst is' WHEN 'voorgenomen' THEN 'het voornemen is'
                             ELSE 'de grens is' END, REPLACE(bound, '_', ' '), REPLACE(allowed, '.', ','), unit)
         ELSE
           printf('%s: %s was measured, and %s %s %s %s.', subject, measured,
                  CASE state WHEN 'gewenst' THEN 'the wish is' WHEN 'voorgenomen' THEN 'the intention is'
                             ELSE 'the limit is' END, IIF(bound = 'ten_hoogste', 'at most', 'at least'), allowed, unit)
       END AS message
FROM beyond
