-- rule: budget_of_merged_municipality
-- severity: error
-- table: finance_budget
-- title nl: Budget van een gemeente die er niet is
-- title en: Budget of a municipality that is not there
-- cause nl: De gemeente bestaat op 1 januari van het jaar niet: zij is in een andere opgegaan, of nog niet
--   ontstaan.
-- cause en: The municipality is not there on 1 January of the year: it merged into another, or has not come into
--   being yet.
-- cure nl: Zet het budget bij de gemeente die er dat jaar is; municipality_succession zegt welke.
-- cure en: Put the budget under the municipality that is there in that year; municipality_succession tells which.
-- source: cbs_gemeentelijke_indeling

SELECT b.region, b.stream, b.basis, b.scope, b.municipality, b.year, 'municipality' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Deze gemeente bestaat op 1 januari ' || b.year || ' niet' ||
           COALESCE('; zij ging op in ' || (SELECT GROUP_CONCAT(successor, ', ') FROM municipality_succession AS s
                                            WHERE s.municipality = b.municipality AND m.valid_to <= b.year || '-01-01'), '') || '.'
         ELSE 'This municipality is not there on 1 January ' || b.year ||
           COALESCE('; it merged into ' || (SELECT GROUP_CONCAT(successor, ', ') FROM municipality_succession AS s
                                            WHERE s.municipality = b.municipality AND m.valid_to <= b.year || '-01-01'), '') || '.'
       END AS message
FROM finance_budget AS b
JOIN municipality AS m ON m.municipality = b.municipality
WHERE b.year BETWEEN 2000 AND 2100
  AND (m.valid_to <= b.year || '-01-01' OR m.valid_from > b.year || '-01-01')
