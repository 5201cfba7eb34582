-- rule: inflow_of_non_member
-- severity: warning
-- table: finance_inflow
-- title nl: Instroom van een gemeente buiten de regio
-- title en: Inflow of a municipality outside the region
-- cause nl: De gemeente hoort op 1 januari van het jaar niet bij de regio waar de rij onder staat. De prognose rekent die tot de regio.
-- cause en: The municipality is no member, on 1 January of the year, of the region that the row stands under. The projection counts it in the region.
-- cure nl: Zet de rij onder de regio van de gemeente, of vul region_municipality aan.
-- cure en: Put the row under the region of the municipality, or complete region_municipality.
-- source: eigen regel

SELECT c.region, c.municipality, c.facility_kind, c.year, 'municipality' AS field,
       CASE :lang
         WHEN 'nl' THEN 'Deze gemeente hoort op 1 januari ' || c.year || ' niet bij de regio.'
         ELSE 'This municipality is no member of the region on 1 January ' || c.year || '.'
       END AS message
FROM finance_inflow AS c
WHERE c.year BETWEEN 2000 AND 2100
  -- Of a region without members nothing is known.
  AND EXISTS (SELECT 1 FROM region_municipality AS r
              WHERE r.region = c.region
                AND (r.valid_from IS NULL OR r.valid_from <= c.year || '-01-01')
                AND (r.valid_to IS NULL OR r.valid_to > c.year || '-01-01'))
  AND NOT EXISTS (SELECT 1 FROM region_municipality AS r
                  WHERE r.region = c.region AND r.municipality = c.municipality
                    AND (r.valid_from IS NULL OR r.valid_from <= c.year || '-01-01')
                    AND (r.valid_to IS NULL OR r.valid_to > c.year || '-01-01'))
