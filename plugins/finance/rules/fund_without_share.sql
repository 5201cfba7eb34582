-- rule: fund_without_share
-- severity: warning
-- table: finance_arrangement
-- title nl: Fonds zonder deel
-- title en: Fund without a share
-- cause nl: De afspraak legt een deel van het geld in een fonds, en zegt niet welk. Het budget na solidariteit is dan
--   niet bekend.
-- cause en: The arrangement puts a share of the money into a fund, and does not say which. The budget after solidarity
--   is then not known.
-- cure nl: Vul share in.
-- cure en: Fill in share.
-- source: eigen regel

SELECT region, stream, part, sequence, 'share' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De afspraak geldt vanaf ' || from_year || ' en noemt geen deel voor het fonds.'
         ELSE 'The arrangement holds from ' || from_year || ' and names no share for the fund.'
       END AS message
FROM finance_arrangement
WHERE kind = 'fonds' AND share IS NULL AND state = 'geldend'
