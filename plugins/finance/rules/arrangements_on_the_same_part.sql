-- rule: arrangements_on_the_same_part
-- severity: warning
-- table: finance_arrangement
-- title nl: Twee afspraken over hetzelfde deel
-- title en: Two arrangements on the same part
-- cause nl: Twee geldende afspraken van de regio gaan in dezelfde jaren over hetzelfde deel van het geld. Beide
--   worden toegepast, na elkaar.
-- cause en: Two arrangements of the region that are in force are about the same part of the money in the same years.
--   Both are applied, one after the other.
-- cure nl: Laat de eerste aflopen voordat de tweede begint, of zet state van een van beide op vervallen.
-- cure en: Have the first end before the second begins, or set the state of one of them to vervallen.
-- source: eigen regel

SELECT b.region, b.stream, b.part, b.sequence, 'from_year' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Afspraak ' || a.sequence || ' over ' || a.part || ' geldt ook in ' || MAX(a.from_year, b.from_year) || '.'
         ELSE 'Arrangement ' || a.sequence || ' on ' || a.part || ' holds in ' || MAX(a.from_year, b.from_year) || ' as well.'
       END AS message
FROM finance_arrangement AS b
JOIN finance_arrangement AS a
  ON a.region = b.region AND a.stream = b.stream AND (a.part, a.sequence) < (b.part, b.sequence)
WHERE a.state = 'geldend' AND b.state = 'geldend' AND a.kind <> 'geen' AND b.kind <> 'geen'
  AND (a.part = b.part OR a.part = 'alles' OR b.part = 'alles')
  AND MAX(a.from_year, b.from_year) <= MIN(COALESCE(a.to_year, 2100), COALESCE(b.to_year, 2100))
