-- rule: contact_point_without_deputy
-- severity: warning
-- table: contact_point
-- title nl: Aanspreekpunt zonder vervanger
-- title en: Contact point without a deputy
-- message nl: De regio heeft hiervoor een aanspreekpunt, maar geen vervanger.
-- message en: The region has a contact point for this, but no deputy.
-- cause nl: Eén gedragen aanspreekpunt dat altijd namens de regio kan optreden heeft een vervanger nodig; er is
--   alleen een rang 1.
-- cause en: One contact point that can always act for the region needs a deputy; there is a rank 1 only.
-- cure nl: Voeg de vervanger toe met rang 2, of wijs er een aan.
-- cure en: Add the deputy with rank 2, or name one.
-- source: regiovisie_ijssel_vecht_2021 §4.5

SELECT c.region, c.kind, c.rank, c.sequence
FROM contact_point_as_of AS c
WHERE c.rank = 1
  AND NOT EXISTS (SELECT 1 FROM contact_point_as_of AS d WHERE d.region = c.region AND d.kind = c.kind AND d.rank > 1)
