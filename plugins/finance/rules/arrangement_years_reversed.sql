-- rule: arrangement_years_reversed
-- severity: error
-- table: finance_arrangement
-- title nl: Afspraak die eindigt voordat zij begint
-- title en: Arrangement that ends before it begins
-- cause nl: Het laatste jaar ligt vóór het eerste, zodat de afspraak in geen enkel jaar geldt.
-- cause en: The last year is before the first, so that the arrangement holds in no year at all.
-- cure nl: Verbeter from_year of to_year.
-- cure en: Correct from_year or to_year.
-- source: eigen regel

SELECT region, stream, part, sequence, 'to_year' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De afspraak loopt van ' || from_year || ' tot en met ' || to_year || '.'
         ELSE 'The arrangement goes from ' || from_year || ' up to and including ' || to_year || '.'
       END AS message
FROM finance_arrangement
WHERE to_year < from_year
