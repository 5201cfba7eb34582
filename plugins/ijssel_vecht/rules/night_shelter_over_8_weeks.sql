-- rule: night_shelter_over_8_weeks
-- severity: warning
-- table: service_level
-- title nl: Nachtopvang langer dan 8 weken
-- title en: Night shelter for more than 8 weeks
-- message nl: In het beeld voor 2032 duurt nachtopvang ten hoogste 8 weken, en hier is het langer.
-- message en: In the vision for 2032 night shelter lasts at most 8 weeks, and here it is longer.
-- cause nl: Een verblijf dat in 2032 nog geldt is langer dan wat de regiovisie voor de nachtopvang in de Herberg
--   ziet.
-- cause en: A stay that still holds in 2032 is longer than what the region's vision sees for the night shelter.
-- cure nl: Laat de afspraak voor 2032 aflopen, of pas de visie of de rij aan.
-- cure en: Let the arrangement end before 2032, or change the vision or the row.
-- source: regiovisie_ijssel_vecht_2021 §3.2

SELECT region, domain, facility_kind, aspect, sequence, 'value' AS field
FROM service_level
WHERE region = 'ijssel_vecht' AND facility_kind = 'nachtopvang' AND aspect = 'verblijfsduur'
  AND (valid_to IS NULL OR valid_to_earliest > '2032-01-01')
  -- Two months are always more than 56 days.
  AND ((unit = 'weken' AND value > 8) OR (unit = 'maanden' AND value >= 2))
