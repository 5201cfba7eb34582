-- rule: share_differs_from_claim
-- severity: warning
-- table: reporting_published_share
-- title nl: Aandeel anders overgenomen dan de bewering
-- title en: Share copied otherwise than the claim
-- cause nl: Een bewering met dezelfde vindplaats geeft van dit onderwerp een ander aandeel, dus een van beide is verkeerd
--   overgenomen.
-- cause en: A claim with the same section gives another share of this topic, so one of the two was copied wrongly.
-- cure nl: Vergelijk de rij en de bewering met het document, en verbeter wat niet klopt.
-- cure en: Compare the row and the claim with the document, and correct what is wrong.
-- source: stelsel

WITH shares AS (
  SELECT source_document, section, sequence, agreement_topic, domain, holds_on, 'ja' AS field, ja AS share
  FROM reporting_published_share
  UNION ALL
  SELECT source_document, section, sequence, agreement_topic, domain, holds_on, 'in_ontwikkeling', in_ontwikkeling
  FROM reporting_published_share
  UNION ALL
  SELECT source_document, section, sequence, agreement_topic, domain, holds_on, 'nee', nee
  FROM reporting_published_share)
SELECT s.source_document, s.section, s.sequence, s.field,
       printf(IIF(:lang = 'nl', 'Hier staat %d%%, en de bewering %s geeft %.10g%%.',
                  'This says %d%%, and the claim %s gives %.10g%%.'), s.share, c.claim, c.figure) AS message
FROM shares AS s
JOIN claim AS c USING (source_document, section, agreement_topic)
WHERE c.measure = 'aandeel_' || s.field AND c.unit = '%' AND COALESCE(c.qualifier, 'precies') = 'precies'
  AND c.region IS NULL AND c.municipality IS NULL AND c.facility_kind IS NULL
  AND c.domain IS s.domain AND c.holds_on IS s.holds_on AND c.figure_scaled <> 100 * s.share
