-- rule: shares_of_open_topic
-- severity: warning
-- table: reporting_published_share
-- title nl: Aandelen van een onderwerp met een open vraag
-- title en: Shares of a topic with an open question
-- cause nl: Het onderwerp wordt in eigen woorden beantwoord, dus er zijn geen regio's met ja, in ontwikkeling of nee.
-- cause en: The topic is answered in free words, so there are no regions with yes, in development or no.
-- cure nl: Verbeter het onderwerp van de rij, of hoe het onderwerp wordt beantwoord.
-- cure en: Correct the topic of the row, or how the topic is answered.
-- source: stand_van_het_land_2020 bijlage 1

SELECT s.source_document, s.section, s.sequence, 'agreement_topic' AS field,
       printf(IIF(:lang = 'nl', '%s is een open vraag en heeft geen stand van zaken.',
                  '%s is an open question and has no status.'), s.agreement_topic) AS message
FROM reporting_published_share AS s
JOIN agreement_topic AS t USING (agreement_topic)
WHERE t.answer = 'open'
