-- rule: council_without_vision
-- severity: warning
-- table: region_municipality
-- title nl: Gemeenteraad zonder regiovisie
-- title en: Council without the vision
-- message nl: Iedere raad stelt de regiovisie vast, en van deze gemeente staat niet hoe het daarmee is.
-- message en: Every council adopts the vision, and of this municipality it is not said how far it is.
-- cause nl: De visie gaat naar iedere afzonderlijke raad; in agreement_adoption staan wel andere gemeenten bij
--   regiovisie_2021, deze niet.
-- cause en: The vision goes to each single council; agreement_adoption has other municipalities with
--   regiovisie_2021, not this one.
-- cure nl: Voeg aan agreement_adoption toe wat de raad is gevraagd of heeft besloten.
-- cure en: Add to agreement_adoption what the council was asked or decided.
-- source: regiovisie_ijssel_vecht_2021 §1, Norm van opdrachtgeverschap; §5

SELECT m.region, m.municipality, m.sequence, 'municipality' AS field
FROM region_municipality_as_of AS m
WHERE m.region = 'ijssel_vecht'
  AND EXISTS (SELECT 1 FROM agreement_adoption AS a
              WHERE a.region = m.region AND a.agreement = 'regiovisie_2021' AND a.body = 'gemeenteraad')
  AND NOT EXISTS (SELECT 1 FROM agreement_adoption AS a
                  WHERE a.region = m.region AND a.agreement = 'regiovisie_2021' AND a.body = 'gemeenteraad'
                    AND a.municipality = m.municipality)
