-- rule: milestone_without_owner
-- severity: warning
-- table: milestone
-- title nl: Mijlpaal zonder actiehouder
-- title en: Milestone without an owner
-- cause nl: Bij een mijlpaal van het tijdspad of van een regio die nog open is, staat niet wie ervoor zorgt.
-- cause en: A milestone of the timetable or of a region that is still open does not say who has to see to it.
-- cure nl: Spreek af welke organisatie ervoor zorgt en vul die in; nooit een persoon.
-- cure en: Agree which organisation has to see to it and fill that in; never a person.
-- source: handreiking_plan_van_aanpak_2016 Randvoorwaarden en planning

SELECT m.milestone, 'owner' AS field, CASE :lang
  WHEN 'nl' THEN 'Er staat niet wie voor deze mijlpaal zorgt.'
  ELSE 'It is not said who has to see to this milestone.' END AS message
FROM milestone m LEFT JOIN plan_van_aanpak_milestone p USING (milestone)
WHERE (p.milestone IS NOT NULL OR m.region IS NOT NULL)
  AND COALESCE(m.owner, '') = ''
  AND (m.state IS NULL OR m.state_on_earliest > :as_of)
ORDER BY m.milestone;
