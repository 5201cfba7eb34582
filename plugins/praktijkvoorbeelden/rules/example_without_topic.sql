-- rule: example_without_topic
-- severity: info
-- table: praktijkvoorbeelden_example
-- title nl: Praktijkvoorbeeld zonder onderwerp
-- title en: Practice example without a topic
-- cause nl: In praktijkvoorbeelden_topic staat niets bij dit voorbeeld, dus wie op onderwerp zoekt vindt het niet.
-- cause en: praktijkvoorbeelden_topic has nothing for this example, so who searches by topic does not find it.
-- cure nl: Voeg ten minste één onderwerp toe.
-- cure en: Add at least one topic.
-- source: stand_van_het_land_2020 §5.2
-- message nl: Bij dit voorbeeld staat geen onderwerp.
-- message en: This example has no topic.

SELECT e.region, e.praktijkvoorbeelden_example
FROM praktijkvoorbeelden_example e LEFT JOIN praktijkvoorbeelden_topic t USING (region, praktijkvoorbeelden_example)
WHERE t.region IS NULL
ORDER BY e.region, e.praktijkvoorbeelden_example;
