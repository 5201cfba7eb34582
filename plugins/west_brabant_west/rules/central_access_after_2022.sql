-- rule: central_access_after_2022
-- severity: warning
-- table: region_access
-- title nl: Toegang na 1 januari 2022 nog centraal
-- title en: Access still central after 1 January 2022
-- message nl: Vanaf 1 januari 2022 organiseert iedere gemeente de toegang tot beschermd wonen zelf, en deze toegang
--   blijft centraal.
-- message en: From 1 January 2022 each municipality organises the access to beschermd wonen itself, and this access
--   stays central.
-- cause nl: De rij heeft geen einde, of een einde na 1 januari 2022.
-- cause en: The row has no end, or one after 1 January 2022.
-- cure nl: Laat de centrale toegang op 1 januari 2022 eindigen, of leg vast dat de regio het anders besloot.
-- cure en: Let the central access end on 1 January 2022, or record that the region decided otherwise.
-- source: raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2, Samenwerking tussen gemeenten in de regio

SELECT region, domain, sequence, 'valid_to' AS field
FROM region_access
WHERE region = 'west_brabant_west' AND domain = 'BW' AND access_variant = 'centraal'
  AND (valid_to IS NULL OR valid_to_earliest > '2022-01-01')
