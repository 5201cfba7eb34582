-- rule: cut_off_not_2022
-- severity: warning
-- table: regioafspraken_cut_off
-- title nl: Andere grensdatum dan 1 januari 2022
-- title en: Another cut-off date than 1 January 2022
-- cause nl: Wie voor die dag een indicatie had blijft onder Bergen op Zoom vallen. Elders is het 1 januari 2023,
--   als het verdeelmodel ingaat.
-- cause en: Those with an indication before that day stay with Bergen op Zoom. Elsewhere it is 1 January 2023, when
--   the distribution model begins.
-- cure nl: Neem de grensdatum van het plan over.
-- cure en: Take over the cut-off date of the plan.
-- source: raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2, Samenwerking tussen gemeenten in de regio

SELECT region, domain, clients, sequence, 'cut_off_on' AS field,
       CASE :lang
         WHEN 'nl' THEN 'In deze regio is de grensdatum 1 januari 2022, en hier staat ' || cut_off_on || '.'
         ELSE 'In this region the cut-off date is 1 January 2022, and here it says ' || cut_off_on || '.'
       END AS message
FROM regioafspraken_cut_off
WHERE region = 'west_brabant_west' AND domain = 'BW'
  AND (cut_off_on_earliest > '2022-01-01' OR cut_off_on_latest < '2022-01-01')
