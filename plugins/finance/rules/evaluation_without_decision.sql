-- rule: evaluation_without_decision
-- severity: warning
-- table: finance_arrangement
-- title nl: Afspraak waarvan de evaluatie voorbij is, zonder besluit
-- title en: Arrangement whose evaluation has passed without a decision
-- cause nl: De dag van de evaluatie is voorbij, en het besluit om de afspraak voort te zetten, aan te passen of te
--   beëindigen is niet genomen.
-- cause en: The day of the evaluation has passed, and the decision to continue, adapt or end the arrangement was
--   not taken.
-- cure nl: Zet het besluit in decision op genomen, met de dag, of vul follow_up van de evaluatie in.
-- cure en: Set the decision in decision to genomen, with its day, or fill in follow_up of the evaluation.
-- source: regiovisie_ijssel_vecht_2021 §4.1.2

SELECT a.region, a.stream, a.part, a.sequence, 'evaluation' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De evaluatie stond voor ' || e.planned_on || ', en er is niet besloten hoe het met de afspraak verdergaat.'
         ELSE 'The evaluation was set for ' || e.planned_on || ', and how the arrangement goes on was not decided.'
       END AS message
FROM finance_arrangement AS a
JOIN regioafspraken_evaluation AS e ON e.region = a.region AND e.evaluation = a.evaluation
LEFT JOIN decision AS d ON d.decision = e.decision
WHERE a.state <> 'vervallen' AND e.planned_on_latest < :as_of AND e.follow_up IS NULL
  AND (d.decision IS NULL OR d.state <> 'genomen' OR d.decided_on_earliest > :as_of)
