-- rule: shares_differ
-- severity: warning
-- table: reporting_published_share
-- title nl: Een document drukt een onderwerp verschillend af
-- title en: A document prints a topic in two ways
-- cause nl: Twee rijen van één document, over hetzelfde onderwerp, domein en moment, geven andere aandelen.
-- cause en: Two rows of one document, about the same topic, domain and time, give different shares.
-- cure nl: Vergelijk beide rijen met het document. Staat het er zo, laat ze dan staan; zeg erbij waarin ze verschillen.
-- cure en: Compare both rows with the document. If that says so, keep them, and add in what they differ.
-- source: stelsel

SELECT b.source_document, b.section, b.sequence, 'ja' AS field,
       printf(IIF(:lang = 'nl', '%s is hier %d/%d/%d, en in %s (rij %d) %d/%d/%d.',
                  '%s is %d/%d/%d here, and in %s (row %d) it is %d/%d/%d.'),
              b.agreement_topic, b.ja, b.in_ontwikkeling, b.nee, a.section, a.sequence, a.ja, a.in_ontwikkeling, a.nee)
         AS message
FROM reporting_published_share AS a
JOIN reporting_published_share AS b USING (source_document, agreement_topic)
WHERE (a.section, a.sequence) < (b.section, b.sequence)
  AND a.domain IS b.domain AND a.holds_on IS b.holds_on
  AND (a.ja, a.in_ontwikkeling, a.nee) <> (b.ja, b.in_ontwikkeling, b.nee)
