-- rule: prevention_not_equal
-- severity: warning
-- table: obligation_status
-- title nl: Basistakenpakket niet overal
-- title en: Basic package not everywhere
-- message nl: Deze gemeente heeft het basistakenpakket preventieve voorzieningen niet, en een andere gemeente wel.
-- message en: This municipality does not have the basic package of preventive facilities, and another one does.
-- cause nl: Wie samen betaalt zet volgens het plan ten minste gelijkwaardig in op het voorkomen van instroom.
-- cause en: Those who pay together put, according to the plan, at least as much into preventing inflow.
-- cure nl: Breng het pakket tot stand, of werk de stand bij.
-- cure en: Bring the package about, or bring the status up to date.
-- source: raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2, Samenwerking tussen gemeenten in de regio

SELECT s.region, s.obligation, s.municipality, s.observed_on, s.sequence, 'status' AS field
FROM obligation_status_as_of AS s
WHERE s.region = 'west_brabant_west' AND s.status = 'nee'
  AND s.obligation IN ('basistakenpakket_bw', 'basistakenpakket_mo', 'basistakenpakket_oggz', 'basistakenpakket_vz')
  AND EXISTS (SELECT 1 FROM obligation_status_as_of AS o
              WHERE o.region = s.region AND o.obligation = s.obligation AND o.status = 'ja')
