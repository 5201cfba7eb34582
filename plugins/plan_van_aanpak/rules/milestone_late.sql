-- rule: milestone_late
-- severity: warning
-- table: milestone
-- title nl: Eerst geplande dag van een mijlpaal voorbij
-- title en: First planned day of a milestone has passed
-- cause nl: De dag die het eerst voor deze mijlpaal is genoemd, is voorbij en zij is niet bekend als gehaald, ook als de
--   datum inmiddels is verschoven. Het gaat om de mijlpalen van het tijdspad en die van een regio.
-- cause en: The day that was first named for this milestone has passed and it is not known to be reached, also when the
--   date was moved since. It is about the milestones of the timetable and those of a region.
-- cure nl: Vul in hoe het afliep (state, state_on), ook als de mijlpaal is vervallen; is zij nog open, haal haar dan.
-- cure en: Fill in how it ended (state, state_on), also when it was dropped; if it is still open, reach it.
-- source: handreiking_plan_van_aanpak_2016 Randvoorwaarden en planning

WITH
  followed AS (
    SELECT m.milestone, p.sequence AS line
    FROM milestone m LEFT JOIN plan_van_aanpak_milestone p USING (milestone)
    WHERE (p.milestone IS NOT NULL OR m.region IS NOT NULL)
      AND (m.state IS NULL OR m.state = 'niet_gehaald' OR m.state_on_earliest > :as_of)),
  named AS (
    SELECT milestone, planned_on, planned_on_latest,
           row_number() OVER (PARTITION BY milestone ORDER BY stated_on_latest, sequence) AS nth
    FROM milestone_date WHERE stated_on_latest <= :as_of AND planned_on_latest IS NOT NULL),
  late AS (
    SELECT f.milestone, f.line, n.planned_on AS first_planned, d.planned_on AS now_planned,
           CAST(julianday(:as_of) - julianday(n.planned_on_latest) AS INTEGER) AS days
    FROM followed f JOIN named n ON n.milestone = f.milestone AND n.nth = 1
    JOIN milestone_date_as_of d ON d.milestone = f.milestone
    WHERE n.planned_on_latest < :as_of)
SELECT milestone, CASE :lang
  WHEN 'nl' THEN 'Deze mijlpaal' || COALESCE(' (regel ' || line || ' van het tijdspad)', '') || ' was '
    || CASE WHEN now_planned = first_planned THEN '' ELSE 'eerst ' END || 'gepland op ' || first_planned || ', '
    || days || CASE days WHEN 1 THEN ' dag' ELSE ' dagen' END || ' geleden, ' || CASE
      WHEN now_planned IS NULL THEN 'nu zonder datum, '
      WHEN now_planned = first_planned THEN ''
      ELSE 'nu op ' || now_planned || ', ' END || 'en is niet bekend als gehaald.'
  ELSE 'This milestone' || COALESCE(' (line ' || line || ' of the timetable)', '') || ' was '
    || CASE WHEN now_planned = first_planned THEN '' ELSE 'first ' END || 'planned on ' || first_planned || ', '
    || days || CASE days WHEN 1 THEN ' day' ELSE ' days' END || ' ago, ' || CASE
      WHEN now_planned IS NULL THEN 'now without a date, '
      WHEN now_planned = first_planned THEN ''
      ELSE 'now on ' || now_planned || ', ' END || 'and is not known to be reached.' END AS message
FROM late
ORDER BY milestone;
