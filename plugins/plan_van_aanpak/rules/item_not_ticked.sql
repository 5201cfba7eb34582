-- rule: item_not_ticked
-- severity: warning
-- table: region
-- title nl: Punt van het plan van aanpak niet afgevinkt
-- title en: Item of the plan of approach not ticked
-- cause nl: De regio heeft al punten van de lijst afgevinkt en dit punt op deze dag nog niet. Volgens de handreiking mag
--   geen ervan in het regionaal plan van aanpak ontbreken.
-- cause en: The region has ticked items of the list and not this one yet on this day. According to the guide none of them
--   may be missing from the regional plan of approach.
-- cure nl: Neem het punt op in het plan en vink het af in plan_van_aanpak_tick, met datum en bron.
-- cure en: Take the item up in the plan and tick it in plan_van_aanpak_tick, with its date and source.
-- source: handreiking_plan_van_aanpak_2016 Inleiding

WITH
  ticked AS MATERIALIZED (
    SELECT t.region, t.plan_van_aanpak_item
    FROM plan_van_aanpak_tick_as_of t JOIN plan_van_aanpak_item USING (plan_van_aanpak_item)),
  started AS (
    SELECT r.region, count(*) AS done FROM ticked JOIN region_as_of r USING (region) GROUP BY r.region),
  list AS (SELECT count(*) AS items FROM plan_van_aanpak_item)
SELECT s.region, CASE :lang
  WHEN 'nl' THEN 'Niet afgevinkt: ' || CASE i.kind WHEN 'actie' THEN 'actie' ELSE 'aandachtspunt' END || ' ' || i.sequence
    || ' van ' || g.name || ', ' || i.name || '; ' || s.done || ' van de ' || list.items || ' punten zijn het wel.'
  ELSE 'Not ticked: ' || CASE i.kind WHEN 'actie' THEN 'action' ELSE 'point of attention' END || ' ' || i.sequence
    || ' of ' || g.name || ', ' || i.name || '; ' || s.done || ' of the ' || list.items || ' items are.' END AS message
FROM started s CROSS JOIN list CROSS JOIN plan_van_aanpak_item i
JOIN plan_van_aanpak_group g USING (plan_van_aanpak_group)
LEFT JOIN ticked t ON t.region = s.region AND t.plan_van_aanpak_item = i.plan_van_aanpak_item
WHERE t.region IS NULL
ORDER BY s.region, g.sequence, i.sequence;
