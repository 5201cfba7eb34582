-- rule: third_access_scenario
-- severity: warning
-- table: regioafspraken_access_scenario
-- title nl: Meer dan twee scenario's voor de toegang
-- title en: More than two scenarios for the access
-- message nl: De regio ontwikkelt ten hoogste twee varianten van de toegang, en dit is nummer {number}.
-- message en: The region develops at most two variants of the access, and this is number {number}.
-- cause nl: Uitgangspunt 6 staat een basis- en een pluspakket toe, en niet meer.
-- cause en: Principle 6 allows a basic and a plus package, and no more.
-- cure nl: Voeg de variant samen met een van de twee, of herzie het uitgangspunt.
-- cure en: Join the variant with one of the two, or review the principle.
-- source: regiovisie_ijssel_vecht_2021 §4.3.2, uitgangspunt 6; §4.3.3

SELECT region, access_scenario, 'number' AS field, number
FROM regioafspraken_access_scenario
WHERE region = 'ijssel_vecht' AND number > 2
