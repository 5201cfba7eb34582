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
    FROM nvo_item_topic n JOIN nvo_item_as_of USING (nvo_item) WHERE n.link <> 'hangt_samen'),
  answered AS MATERIALIZED (
    SELECT s.region, s.agreement_topic, s.domain
    FROM asked a JOIN agreement_status_as_of s USING (agreement_topic)
    WHERE COALESCE(s.topic_version >= a.topic_version, 1)),
  -- What there is of each topic: an agreement about it, of whatever state but ended, or a status all the same.
  there AS MATERIALIZED (
    SELECT s.region, s.agreement_topic, s.domain
    FROM agreement_subject s JOIN agreement a USING (region, agreement)
    WHERE a.state <> 'beeindigd' AND (a.valid_to_earliest IS NULL OR a.valid_to_earliest > :as_of)
    UNION SELECT region, agreement_topic, domain FROM answered),
  lacking AS (
    SELECT r.region, q.nvo_item, a.agreement_topic, q.domain
    FROM (SELECT DISTINCT region FROM answered) JOIN region_as_of r USING (region)
    CROSS JOIN nvo_requirement q JOIN asked a USING (nvo_item)
    LEFT JOIN there t ON t.region = r.region AND t.agreement_topic = a.agreement_topic AND t.domain = q.domain
    WHERE a.openly AND t.region IS NULL AND EXISTS (SELECT 1 FROM agreement_subject)),
  told AS (
    SELECT DISTINCT region, nvo_item, agreement_topic, group_concat(domain, ', ') OVER (
      PARTITION BY region, nvo_item, agreement_topic ORDER BY domain
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS domains
    FROM lacking)
SELECT t.region, CASE :lang
  WHEN 'nl' THEN 'Onderdeel ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic
    || '): de vraag is open, en geen afspraak gaat erover voor ' || t.domains || '.'
  ELSE 'Item ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic
    || '): the question is open, and no agreement is about it for ' || t.domains || '.' END AS message
FROM told t JOIN nvo_item i USING (nvo_item)
ORDER BY t.region, t.nvo_item, t.agreement_topic;
