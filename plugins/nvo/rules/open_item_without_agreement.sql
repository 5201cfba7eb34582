-- rule: open_item_without_agreement
-- severity: info
-- table: region
-- title nl: Geen afspraak over een onderdeel met een open vraag
-- title en: No agreement about an item with an open question
-- cause nl: De uitvraag vraagt open naar het onderdeel, dus er is geen stand van zaken, en geen afspraak van de regio gaat
--   over het onderwerp in een domein waarvoor de norm geldt.
-- cause en: The survey asks after the item in an open question, so there is no status, and no agreement of the region is
--   about the topic in a domain for which the norm holds.
-- cure nl: Leg vast welke afspraak erover gaat (agreement_subject), of maak die.
-- cure en: Record which agreement is about it (agreement_subject), or make one.
-- source: norm_voor_opdrachtgeverschap_2020 1g en 1h; stand_van_het_land_2020 bijlage 1

WITH
  asked AS (
    SELECT n.nvo_item, n.agreement_topic, n.topic_version, n.link = 'vraagt_open' AS openly
    FROM nvo_item_topic n JOIN nvo_item_as_of USING (nvo_item) WHERE n.link IN ('vraagt_ernaar', 'vraagt_open')),
  regions AS (
    SELECT r.region
    FROM (SELECT DISTINCT s.region FROM agreement_status_as_of s JOIN asked a USING (agreement_topic)
          WHERE COALESCE(s.topic_version >= a.topic_version, 1))
    JOIN region_as_of r USING (region)),
  about AS MATERIALIZED (
    SELECT s.region, s.agreement_topic, s.domain
    FROM agreement_subject s JOIN agreement a USING (region, agreement)
    WHERE a.state <> 'beeindigd' AND (a.valid_to_earliest IS NULL OR a.valid_to_earliest > :as_of)),
  lacking AS (
    SELECT r.region, q.nvo_item, a.agreement_topic, q.domain
    FROM regions r CROSS JOIN nvo_requirement q JOIN asked a USING (nvo_item)
    WHERE a.openly
      AND EXISTS (SELECT 1 FROM agreement_subject)
      AND NOT EXISTS (SELECT 1 FROM about b
                      WHERE b.region = r.region AND b.agreement_topic = a.agreement_topic AND b.domain = q.domain)
      AND NOT EXISTS (SELECT 1 FROM agreement_status_as_of s
                      WHERE s.region = r.region AND s.agreement_topic = a.agreement_topic AND s.domain = q.domain)
    ORDER BY r.region, q.nvo_item, a.agreement_topic, q.domain),
  told AS (
    SELECT region, nvo_item, agreement_topic, group_concat(domain, ', ') AS domains
    FROM lacking GROUP BY region, nvo_item, agreement_topic)
SELECT t.region, CASE :lang
  WHEN 'nl' THEN 'Onderdeel ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic
    || '): de vraag is open, en geen afspraak gaat erover voor ' || t.domains || '.'
  ELSE 'Item ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic
    || '): the question is open, and no agreement is about it for ' || t.domains || '.' END AS message
FROM told t JOIN nvo_item i USING (nvo_item)
ORDER BY t.region, t.nvo_item, t.agreement_topic;
