-- rule: budget_year_incomplete
-- severity: warning
-- table: finance_budget
-- title nl: Budgetjaar dat niet compleet is
-- title en: Budget year that is not complete
-- cause nl: Volgens het ingroeipad zijn in dit jaar zowel het historische als het objectieve budget nodig, en een
--   daarvan ontbreekt, voor de hele regio of voor een gemeente. Het jaar wordt niet gerekend.
-- cause en: By the growth path both the historical and the objective budget are needed in this year, and one of them
--   is missing, for all of the region or for a municipality. The year is not worked out.
-- cure nl: Vul finance_budget aan, of verbeter de rij die niet te lezen is.
-- cure en: Complete finance_budget, or correct the row that cannot be read.
-- source: regiovisie_ijssel_vecht_2021 §4.1

WITH path AS (
  SELECT region, stream, growth_path FROM finance_region_path
  UNION
  SELECT region, stream, 'lineair_10_jaar_vanaf_2023' FROM finance_budget AS b
  WHERE basis = 'objectief'
    AND NOT EXISTS (SELECT 1 FROM finance_region_path AS r WHERE r.region = b.region AND r.stream = b.stream)
), needed AS (
  -- What at least one of the paths gives weight to.
  SELECT b.region, b.stream, b.year,
         MAX(EXISTS (SELECT 1 FROM finance_growth_path AS g
                     WHERE g.growth_path = p.growth_path AND g.year <= b.year AND g.share_scaled > 0)) AS objective,
         MAX(NOT EXISTS (SELECT 1 FROM finance_growth_path AS g
                         WHERE g.growth_path = p.growth_path AND g.year <= b.year
                           AND g.share_scaled >= 1000000)) AS historical
  FROM (SELECT DISTINCT region, stream, year FROM finance_budget WHERE year BETWEEN 2000 AND 2100) AS b
  JOIN path AS p ON p.region = b.region AND p.stream = b.stream
  GROUP BY b.region, b.stream, b.year
), basis AS (
  SELECT n.region, n.stream, n.year, 'historisch' AS basis FROM needed AS n WHERE n.historical
  UNION ALL
  SELECT n.region, n.stream, n.year, 'objectief' FROM needed AS n WHERE n.objective
), lacking AS (
  SELECT a.region, a.stream, a.year, a.basis,
         EXISTS (SELECT 1 FROM finance_budget AS b
                 WHERE b.region = a.region AND b.stream = a.stream AND b.year = a.year AND b.basis = a.basis) AS some,
         EXISTS (SELECT 1 FROM finance_budget AS b
                 WHERE b.region = a.region AND b.stream = a.stream AND b.year = a.year AND b.basis = a.basis
                   AND b.scope = 'regionaal') AS regional,
         (SELECT GROUP_CONCAT(municipality, ', ')
          FROM (SELECT DISTINCT r.municipality FROM region_municipality AS r
                WHERE r.region = a.region
                  AND (r.valid_from IS NULL OR r.valid_from <= a.year || '-01-01')
                  AND (r.valid_to IS NULL OR r.valid_to > a.year || '-01-01')
                  AND NOT EXISTS (SELECT 1 FROM finance_budget AS b
                                  WHERE b.region = a.region AND b.stream = a.stream AND b.year = a.year
                                    AND b.basis = a.basis AND b.municipality = r.municipality)
                ORDER BY r.municipality)) AS members
  FROM basis AS a
)
SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'basis' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Het ' || IIF(l.basis = 'objectief', 'objectieve', 'historische') || ' budget van ' || l.year ||
                        ' ontbreekt' || IIF(l.some, ' voor ' || l.members, '') || '.'
         ELSE 'The ' || IIF(l.basis = 'objectief', 'objective', 'historical') || ' budget of ' || l.year ||
              ' is missing' || IIF(l.some, ' for ' || l.members, '') || '.'
       END AS message
FROM lacking AS l
-- Told once a year and basis, at the first row of the year.
JOIN (SELECT *, ROW_NUMBER() OVER (PARTITION BY region, stream, year ORDER BY basis, municipality, scope) AS place
      FROM finance_budget) AS b
  ON b.region = l.region AND b.stream = l.stream AND b.year = l.year AND b.place = 1
WHERE NOT l.some OR (NOT l.regional AND l.members IS NOT NULL)
