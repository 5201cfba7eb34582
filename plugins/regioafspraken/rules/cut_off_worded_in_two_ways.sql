-- rule: cut_off_worded_in_two_ways
-- severity: warning
-- table: region
-- title nl: Grensdatum op meer manieren verwoord
-- title en: Cut-off date worded in more than one way
-- cause nl: De formuleringen in regioafspraken_cut_off verschillen in de dag, in wat bepaalt of een cliënt eronder
--   valt, in de termijn of in wie verantwoordelijk is. Een cliënt kan dan onder de ene wel en onder de andere niet
--   vallen.
-- cause en: The wordings in regioafspraken_cut_off differ in the day, in what decides whether a client falls under
--   it, in the term or in who is responsible. A client may then fall under one and not under another.
-- cure nl: Niets, als de bronnen dit echt zeggen; kies in de volgende afspraak één formulering.
-- cure en: Nothing, if the sources really say so; choose one wording in the next agreement.
-- source: regiovisie_ijssel_vecht_2021 §2.3; §4.1; §4.1.2; §4.1, noot 5

WITH worded AS (
  SELECT region, domain, clients,
         -- Days differ when no day fits them all.
         COALESCE(MAX(cut_off_on_earliest) > MIN(cut_off_on_latest), 0) AS days,
         COUNT(DISTINCT criterion) > 1 AS criteria,
         COUNT(DISTINCT term_days) > 1 AS terms,
         COUNT(DISTINCT responsible || COALESCE(municipality, '')) > 1 AS responsibles,
         COUNT(*) AS wordings
  FROM regioafspraken_cut_off
  GROUP BY region, domain, clients
)
SELECT w.region,
       CASE :lang
         WHEN 'nl' THEN
           printf('Voor %se cliënten (%s) zijn er %d formuleringen, en die verschillen in: ', clients, domain, wordings) ||
           SUBSTR(IIF(days, ', de dag', '') || IIF(criteria, ', het criterium', '') || IIF(terms, ', de termijn', '') ||
                  IIF(responsibles, ', wie verantwoordelijk is', ''), 3) || '.'
         ELSE
           printf('For %s clients (%s) there are %d wordings, which differ in: ',
                  IIF(clients = 'nieuw', 'new', 'existing'), domain, wordings) ||
           SUBSTR(IIF(days, ', the day', '') || IIF(criteria, ', the criterion', '') || IIF(terms, ', the term', '') ||
                  IIF(responsibles, ', who is responsible', ''), 3) || '.'
       END AS message
FROM worded AS w
JOIN region AS r ON r.region = w.region
WHERE days OR criteria OR terms OR responsibles
