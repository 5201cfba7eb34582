-- rule: year_without_path
-- severity: warning
-- table: finance_budget
-- title nl: Jaar zonder ingroeipad
-- title en: Year without a growth path
-- cause nl: De gemeente heeft een objectief budget, en het ingroeipad van de regio heeft voor dat jaar geen
--   aandeel. Het jaar wordt niet gerekend.
-- cause en: The municipality has an objective budget, and the growth path of the region has no share for that year.
--   The year is not worked out.
-- cure nl: Vul het jaar aan in finance_growth_path.
-- cure en: Add the year in finance_growth_path.
-- source: regiovisie_ijssel_vecht_2021 §4.1

WITH path AS (
  SELECT growth_path, MIN(year) AS first, MAX(year) AS last FROM finance_growth_path GROUP BY growth_path
), lacking AS (
  SELECT DISTINCT b.region, b.stream, b.year, r.growth_path
  FROM finance_budget AS b
  JOIN finance_region_path AS r ON r.region = b.region AND r.stream = b.stream
  LEFT JOIN path AS p ON p.growth_path = r.growth_path
  WHERE b.basis = 'objectief'
    AND (p.growth_path IS NULL
         -- Before the first year all is historical, and after a last year of 1 all is objective.
         OR (b.year >= p.first
             AND NOT EXISTS (SELECT 1 FROM finance_growth_path AS g
                             WHERE g.growth_path = r.growth_path AND g.year = b.year)
             AND (b.year < p.last
                  OR (SELECT share_scaled FROM finance_growth_path AS g
                      WHERE g.growth_path = r.growth_path AND g.year = p.last) <> 1000000)))
)
SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'year' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Het ingroeipad ' || l.growth_path || ' heeft geen aandeel voor ' || b.year || '.'
         ELSE 'Growth path ' || l.growth_path || ' has no share for ' || b.year || '.'
       END AS message
FROM finance_budget AS b
JOIN lacking AS l ON l.region = b.region AND l.stream = b.stream AND l.year = b.year
WHERE b.basis = 'objectief'
