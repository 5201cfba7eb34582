-- rule: consultation_below_plan
-- severity: warning
-- table: consultation
-- title nl: Overleg minder vaak dan in het plan
-- title en: Consultation less often than in the plan
-- cause nl: Het plan heeft vier keer per jaar een Fysieke Overlegtafel, en ten minste eenmaal per jaar een
--   accountgesprek en het overleg van het Regionaal Kompas.
-- cause en: The plan has a Fysieke Overlegtafel four times a year, and an account meeting and the meeting of the
--   Regionaal Kompas at least once a year.
-- cure nl: Zet het aantal keer per jaar op dat van het plan, of wijzig het plan.
-- cure en: Set the times per year to those of the plan, or change the plan.
-- source: raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2, Samenwerking met ketenpartners in de regio

WITH promised(consultation, times) AS (VALUES ('fysieke_overlegtafel', 4), ('accountgesprek', 1), ('regionaal_kompas', 1))
SELECT c.region, c.consultation, 'times_per_year' AS field,
       CASE :lang
         WHEN 'nl' THEN printf('Het plan zegt %d keer per jaar, en hier staat %s.',
                               p.times, COALESCE(c.times_per_year, 'geen aantal'))
         ELSE printf('The plan says %d times a year, and here it says %s.',
                     p.times, COALESCE(c.times_per_year, 'no number'))
       END AS message
FROM consultation AS c
JOIN promised AS p ON p.consultation = c.consultation
WHERE c.region = 'west_brabant_west' AND COALESCE(c.times_per_year, 0) < p.times
