-- rule: answer_without_tag
-- severity: info
-- table: survey_answer
-- title nl: Antwoord zonder trefwoord
-- title en: Answer without a tag
-- cause nl: In survey_answer_tag staat niets bij dit antwoord, dus het telt bij geen enkel trefwoord mee.
-- cause en: survey_answer_tag has nothing for this answer, so it is counted with no tag.
-- cure nl: Lees het antwoord en zet trefwoorden in de kolom trefwoorden van de vraag.
-- cure en: Read the answer and put tags into the column trefwoorden of the question.
-- source: stand_van_het_land_2020 §2.1 (open vragen)
-- message nl: Bij dit antwoord op {agreement_topic} staat geen trefwoord.
-- message en: This answer to {agreement_topic} has no tag.

SELECT a.region, a.agreement_topic, a.observed_on, a.sequence
FROM survey_answer a
JOIN agreement_topic p ON p.agreement_topic = a.agreement_topic AND p.answer = 'open'
LEFT JOIN survey_answer_tag t USING (region, agreement_topic, observed_on, sequence)
WHERE t.region IS NULL
ORDER BY a.region, a.agreement_topic, a.observed_on, a.sequence;
