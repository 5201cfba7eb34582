-- rule: budget_local_and_regional
-- severity: warning
-- table: finance_budget
-- title nl: Objectief geld van een gemeente lokaal en regionaal
-- title en: Objective money of a municipality, local and regional
-- cause nl: De gemeente heeft in dit jaar een objectief budget voor zichzelf en een voor de regio. Beide worden
--   opgeteld; vaak is het hetzelfde geld.
-- cause en: In this year the municipality has an objective budget for itself and one for the region. Both are added
--   up; often it is the same money.
-- cure nl: Haal de rij weg die hetzelfde geld nog eens noemt.
-- cure en: Take away the row that has the same money once more.
-- source: eigen regel

SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'scope' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Deze gemeente heeft in ' || b.year || ' ook objectief geld voor zichzelf; beide tellen mee.'
         ELSE 'In ' || b.year || ' this municipality has objective money for itself as well; both count.'
       END AS message
FROM finance_budget AS b
WHERE b.basis = 'objectief' AND b.scope = 'regionaal'
  AND EXISTS (SELECT 1 FROM finance_budget AS o
              WHERE o.region = b.region AND o.stream = b.stream AND o.year = b.year AND o.basis = 'objectief'
                AND o.municipality = b.municipality AND o.scope = 'lokaal')
