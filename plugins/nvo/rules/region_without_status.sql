-- rule: region_without_status
-- severity: info
-- table: region
-- title nl: Regio zonder stand van zaken over de norm
-- title en: Region without a status on the norm
-- cause nl: Van de regio is op deze dag geen stand van zaken bekend op een onderwerp dat naar de norm vraagt, zoals dat nu
--   luidt, en van haar subregio's of hoofdregio ook niet. Of zij de norm haalt is dus niet te zeggen.
-- cause en: On this day no status of the region is known on any topic that asks after the norm, as now worded, nor of
--   its subregions or its parent region. So whether it meets the norm cannot be told.
-- cure nl: Leg de stand van zaken van de regio vast, met de bron.
-- cure en: Record the statuses of the region, with their source.
-- source: norm_voor_opdrachtgeverschap_2020

WITH answered AS MATERIALIZED (
  SELECT DISTINCT s.region
  FROM agreement_status_as_of s JOIN nvo_item_topic t USING (agreement_topic)
  WHERE t.link <> 'hangt_samen' AND COALESCE(s.topic_version >= t.topic_version, 1))
SELECT r.region, CASE :lang
  WHEN 'nl' THEN 'Over geen onderdeel van de norm is een stand van zaken van de regio bekend.'
  ELSE 'No status of the region is known on any item of the norm.' END AS message
FROM region_as_of r
WHERE EXISTS (SELECT 1 FROM agreement_status) AND EXISTS (SELECT 1 FROM nvo_item_as_of)
  AND r.region NOT IN (SELECT region FROM answered)
  AND COALESCE(r.parent_region, '') NOT IN (SELECT region FROM answered)
  AND NOT EXISTS (SELECT 1 FROM region_as_of c JOIN answered a USING (region) WHERE c.parent_region = r.region)
ORDER BY r.region;
