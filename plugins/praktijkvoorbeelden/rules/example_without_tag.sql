-- rule: example_without_tag
-- severity: info
-- table: praktijkvoorbeelden_example
-- title nl: Praktijkvoorbeeld zonder trefwoord
-- title en: Practice example without a tag
-- cause nl: In praktijkvoorbeelden_tag staat niets bij dit voorbeeld, dus wie op trefwoord zoekt vindt het niet.
-- cause en: praktijkvoorbeelden_tag has nothing for this example, so who searches by tag does not find it.
-- cure nl: Voeg ten minste één trefwoord toe.
-- cure en: Add at least one tag.
-- source: stand_van_het_land_2020 §5.2
-- message nl: Bij dit voorbeeld staat geen trefwoord.
-- message en: This example has no tag.

SELECT e.region, e.praktijkvoorbeelden_example
FROM praktijkvoorbeelden_example e LEFT JOIN praktijkvoorbeelden_tag t USING (region, praktijkvoorbeelden_example)
WHERE t.region IS NULL
ORDER BY e.region, e.praktijkvoorbeelden_example;
