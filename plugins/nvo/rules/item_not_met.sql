-- rule: item_not_met
-- severity: warning
-- table: region
-- title nl: Onderdeel van de norm niet gehaald
-- title en: Item of the norm not met
-- cause nl: De laatste stand van zaken van de regio op het onderwerp dat naar het onderdeel vraagt is geen ja, of er is
--   er geen, in een domein waarvoor de norm geldt. Een ja bij een formulering van voor de norm telt niet.
-- cause en: The latest status of the region on the topic that asks after the item is not yes, or there is none, in a
--   domain for which the norm holds. A yes on a wording from before the norm does not count.
-- cure nl: Maak de afspraak, of leg de stand van zaken vast die er al is; nvo_requirement vertelt wat er moet staan.
-- cure en: Make the agreement, or record the status that is there already; nvo_requirement tells what must stand.
-- source: norm_voor_opdrachtgeverschap_2020 1 en 2; regiovisie_ijssel_vecht_2021 §1

WITH
  asked AS (
    SELECT nvo_item, agreement_topic, topic_version, link = 'vraagt_open' AS openly
    FROM nvo_item_topic WHERE link <> 'hangt_samen'),
  answered AS MATERIALIZED (
    SELECT s.region, a.nvo_item, s.agreement_topic, s.domain, s.status, s.observed_on_latest,
           COALESCE(s.topic_version < a.topic_version, 0) AS earlier_wording
    FROM asked a JOIN agreement_status_as_of s USING (agreement_topic)),
  -- A region without any answer has one finding, region_without_status.
  wanted AS (
    SELECT r.region, q.nvo_item, q.domain, q.due_on_latest, a.agreement_topic, a.openly
    FROM (SELECT DISTINCT region FROM answered WHERE NOT earlier_wording) JOIN region_as_of r USING (region)
    CROSS JOIN nvo_requirement q JOIN nvo_item_as_of USING (nvo_item) JOIN asked a USING (nvo_item)),
  -- An open question needs no status; open_item_without_agreement looks for an agreement instead.
  lacking AS MATERIALIZED (
    SELECT w.*, a.status, a.observed_on_latest, a.earlier_wording
    FROM wanted w LEFT JOIN answered a USING (region, nvo_item, agreement_topic, domain)
    WHERE (a.status IS NOT 'ja' OR a.earlier_wording) AND (a.status IS NOT NULL OR NOT w.openly)),
  history AS MATERIALIZED (
    SELECT l.region, l.agreement_topic, l.domain, o.observed_on, o.observed_on_latest, o.status = l.status AS same
    FROM agreement_status o CROSS JOIN lacking l USING (region, agreement_topic, domain)
    WHERE o.observed_on_latest <= l.observed_on_latest
      AND (o.status = l.status OR o.observed_on_latest < l.observed_on_latest)),
  turned AS (
    SELECT region, agreement_topic, domain, max(CASE WHEN same THEN '' ELSE observed_on_latest END) AS last_other
    FROM history GROUP BY region, agreement_topic, domain),
  -- The first observation after the last other status; min() takes observed_on from the row of the least.
  begun AS (
    SELECT h.region, h.agreement_topic, h.domain, h.observed_on AS since, min(h.observed_on_latest)
    FROM history h JOIN turned t USING (region, agreement_topic, domain)
    WHERE h.same AND h.observed_on_latest > t.last_other
    GROUP BY h.region, h.agreement_topic, h.domain),
  reasons AS (
    SELECT region, nvo_item, agreement_topic, domain, due_on_latest, domain || CASE :lang
      WHEN 'nl' THEN CASE
        WHEN status IS NULL THEN ' geen stand van zaken'
        WHEN earlier_wording THEN ' alleen ' || replace(status, '_', ' ') || ' bij een formulering van voor de norm'
        ELSE ' ' || replace(status, '_', ' ') || ' sinds ' || since END
      ELSE CASE
        WHEN status IS NULL THEN ' no status'
        WHEN earlier_wording THEN ' only ' || status_en || ' on a wording from before the norm'
        ELSE ' ' || status_en || ' since ' || since END
      END AS reason
    FROM (SELECT *, CASE status WHEN 'ja' THEN 'yes' WHEN 'nee' THEN 'no' ELSE 'in development' END AS status_en
          FROM lacking LEFT JOIN begun USING (region, agreement_topic, domain))),
  told AS (
    SELECT DISTINCT region, nvo_item, agreement_topic, min(due_on_latest) OVER each AS due,
           group_concat(reason, '; ') OVER each AS reasons
    FROM reasons
    WINDOW each AS (PARTITION BY region, nvo_item, agreement_topic ORDER BY domain
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
SELECT t.region, CASE :lang
  WHEN 'nl' THEN 'Onderdeel ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic || ') ' || CASE
    WHEN t.due IS NULL THEN 'is niet gehaald; een datum is niet genoemd: '
    WHEN t.due < :as_of THEN 'had er voor ' || date(t.due, '+1 day') || ' moeten staan: '
    ELSE 'moet er voor ' || date(t.due, '+1 day') || ' staan, en is nog niet gehaald: ' END
  ELSE 'Item ' || t.nvo_item || ' (' || i.name || ', ' || t.agreement_topic || ') ' || CASE
    WHEN t.due IS NULL THEN 'is not met; no date was given: '
    WHEN t.due < :as_of THEN 'should have stood before ' || date(t.due, '+1 day') || ': '
    ELSE 'is to stand before ' || date(t.due, '+1 day') || ', and is not met yet: ' END
  END || t.reasons || '.' AS message
FROM told t JOIN nvo_item i USING (nvo_item)
ORDER BY t.region, t.nvo_item, t.agreement_topic;
