-- rule: municipality_without_respite
-- severity: warning
-- table: region_municipality
-- title nl: Gemeente zonder respijtplek
-- title en: Municipality without a place for respite
-- message nl: Iedere gemeente heeft plekken voor wie tijdelijk uitvalt, zoals respijtplekken, en van deze gemeente
--   is er geen bekend.
-- message en: Every municipality has places for those who drop out for a while, such as respite, and none is known
--   of this one.
-- cause nl: In facility staat geen respijt- of time-outvoorziening die in deze gemeente in gebruik is. Alleen als
--   van de regio voorzieningen met hun gemeente bekend zijn.
-- cause en: facility has no respite or time-out facility that is in use in this municipality. Only where facilities
--   of the region are known with their municipality.
-- cure nl: Voeg de voorziening toe, of organiseer er een.
-- cure en: Add the facility, or organise one.
-- source: kader_owh_2021 hoofdstuk 4, Lokale en regionale voorzieningen

SELECT m.region, m.municipality, m.sequence, 'municipality' AS field
FROM region_municipality_as_of AS m
WHERE m.region = 'zkijh'
  AND EXISTS (SELECT 1 FROM facility_as_of AS f WHERE f.region = m.region AND f.municipality IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM facility_as_of AS f
                  WHERE f.region = m.region AND f.municipality = m.municipality AND f.facility_kind = 'respijt'
                    AND COALESCE(f.state, 'in_gebruik') = 'in_gebruik')
