-- rule: two_growth_paths
-- severity: warning
-- table: region
-- title nl: Meer dan één ingroeipad
-- title en: More than one growth path
-- cause nl: Bronnen noemen voor deze regio meer dan één ingroeipad voor dezelfde geldstroom. Het budget wordt met
--   elk berekend; de andere berekeningen nemen het eerste op naam.
-- cause en: Sources name more than one growth path of the same stream of money for this region. The budget is worked
--   out by each; other calculations take the first by name.
-- cure nl: Niets, als de bronnen dit echt zeggen; vraag de regio welk pad geldt, en kies het met --set path=.
-- cure en: Nothing, if the sources really say so; ask the region which path holds, and choose it with --set path=.
-- source: regiovisie_ijssel_vecht_2021 §4.1; §4.1.1

SELECT r.region,
       CASE :lang
         WHEN 'nl' THEN 'Voor geldstroom ' || p.stream || ' noemen bronnen ' || COUNT(*) || ' ingroeipaden: ' || GROUP_CONCAT(p.growth_path, ', ') || '.'
         ELSE 'For stream ' || p.stream || ' sources name ' || COUNT(*) || ' growth paths: ' || GROUP_CONCAT(p.growth_path, ', ') || '.'
       END AS message
FROM (SELECT * FROM finance_region_path ORDER BY region, stream, growth_path) AS p
JOIN region AS r ON r.region = p.region
GROUP BY p.region, p.stream
HAVING COUNT(*) > 1
