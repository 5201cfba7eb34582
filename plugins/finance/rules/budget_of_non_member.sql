-- rule: budget_of_non_member
-- severity: error
-- table: finance_budget
-- title nl: Budget van een gemeente buiten de regio
-- title en: Budget of a municipality outside the region
-- cause nl: De gemeente hoort op 1 januari van het jaar niet bij de regio waar het budget onder staat. Het bedrag telt
--   mee in het totaal van de regio, en de gemeente doet niet mee aan de solidariteit.
-- cause en: The municipality is no member, on 1 January of the year, of the region that the budget stands under. The
--   amount counts in the total of the region, and the municipality has no part in the pool.
-- cure nl: Zet het budget onder de regio van de gemeente, of vul region_municipality aan.
-- cure en: Put the budget under the region of the municipality, or complete region_municipality.
-- source: eigen regel

SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'municipality' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Deze gemeente hoort op 1 januari ' || b.year || ' niet bij de regio.'
         ELSE 'This municipality is no member of the region on 1 January ' || b.year || '.'
       END AS message
FROM finance_budget AS b
JOIN municipality AS m ON m.municipality = b.municipality
WHERE b.year BETWEEN 2000 AND 2100
  -- Gone or not there yet is told by budget_of_merged_municipality.
  AND (m.valid_to IS NULL OR m.valid_to > b.year || '-01-01')
  AND (m.valid_from IS NULL OR m.valid_from <= b.year || '-01-01')
  AND EXISTS (SELECT 1 FROM region_municipality AS r
              WHERE r.region = b.region
                AND (r.valid_from IS NULL OR r.valid_from <= b.year || '-01-01')
                AND (r.valid_to IS NULL OR r.valid_to > b.year || '-01-01'))
  AND NOT EXISTS (SELECT 1 FROM region_municipality AS r
                  WHERE r.region = b.region AND r.municipality = b.municipality
                    AND (r.valid_from IS NULL OR r.valid_from <= b.year || '-01-01')
                    AND (r.valid_to IS NULL OR r.valid_to > b.year || '-01-01'))
