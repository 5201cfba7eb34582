-- rule: inflow_without_price
-- severity: warning
-- table: finance_inflow
-- title nl: Instroom zonder prijs
-- title en: Inflow without a price
-- cause nl: Voor deze nieuwe cliënten is geen prijs bekend. Wat de regio gaat kosten is daardoor niet bekend, en de prognose laat het leeg.
-- cause en: No price is known for these new clients. What the region will cost is therefore not known, and the projection leaves it empty.
-- cure nl: Vul de prijs aan in finance_price, van het jaar of van een jaar ervoor.
-- cure en: Add the price in finance_price, of the year or of one before it.
-- source: eigen regel

WITH form (form, nl, en) AS (VALUES ('zin', 'in natura', 'in kind'), ('pgb', 'met pgb', 'with a pgb'))
SELECT c.region, c.municipality, c.facility_kind, c.year, 'facility_kind' AS field,
       CASE :lang
         WHEN 'nl' THEN 'In of vóór ' || c.year || ' is er geen prijs van ' || c.facility_kind || ' ' || f.nl || '.'
         ELSE 'In or before ' || c.year || ' there is no price of ' || c.facility_kind || ' ' || f.en || '.'
       END AS message
FROM finance_inflow AS c
JOIN form AS f ON CASE f.form WHEN 'pgb' THEN COALESCE(c.pgb_share_scaled, 0) > 0
                              ELSE COALESCE(c.pgb_share_scaled, 0) < 1000000 END
WHERE NOT EXISTS (SELECT 1 FROM finance_price AS p
                  WHERE p.region = c.region AND p.facility_kind = c.facility_kind AND p.form = f.form
                    AND p.year <= c.year)
