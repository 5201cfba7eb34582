-- rule: evaluation_without_decision
-- severity: warning
-- table: regioafspraken_evaluation
-- title nl: Evaluatie zonder besluit
-- title en: Evaluation without a decision
-- cause nl: De dag van de evaluatie is voorbij. Het besluit dat erop moest volgen is niet genomen, of er staat niet
--   wat met de evaluatie is gedaan.
-- cause en: The day of the evaluation has passed. The decision that was to follow was not taken, or it is not said
--   what was done with the evaluation.
-- cure nl: Zet het besluit in decision op genomen, met de dag, of vul follow_up in.
-- cure en: Set the decision in decision to genomen, with its day, or fill in follow_up.
-- source: regiovisie_ijssel_vecht_2021 §4.1.2

SELECT e.region, e.evaluation, 'planned_on' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De evaluatie stond voor ' || e.planned_on || ', en er is geen besluit of ander vervolg op bekend.'
         ELSE 'The evaluation was set for ' || e.planned_on || ', and no decision or other follow-up on it is known.'
       END AS message
FROM regioafspraken_evaluation AS e
LEFT JOIN decision AS d ON d.decision = e.decision
WHERE e.planned_on_latest < :as_of
  AND ((e.decision IS NULL AND e.follow_up IS NULL)
       -- A decision that no row tells of is a broken reference, which is told already.
       OR d.state <> 'genomen'
       OR d.decided_on_earliest > :as_of)
