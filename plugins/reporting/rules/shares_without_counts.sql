-- rule: shares_without_counts
-- severity: warning
-- table: reporting_published_share
-- title nl: Aandelen die geen aantallen afdrukken
-- title en: Shares that no counts print
-- cause nl: Drie aandelen in hele procenten tellen op tot 99, 100 of 101, en ieder moet het afgeronde deel van de
--   respondenten zijn. Hier is een cijfer verkeerd afgedrukt of overgenomen, of anders afgerond.
-- cause en: Three shares in whole percents add up to 99, 100 or 101, and each must be the rounded part of the
--   respondents. Here a figure was misprinted or copied wrongly, or rounded in another way.
-- cure nl: Vergelijk de rij met het document. Staat het er zo, laat de rij dan staan en vraag de uitgever om de
--   aantallen; reporting/reconstruct geeft de dichtstbijzijnde.
-- cure en: Compare the row with the document. If that says so, keep the row and ask its publisher for the counts;
--   reporting/reconstruct gives the nearest ones.
-- source: stand_van_het_land_2020 §6.1

WITH
  rows AS (
    SELECT source_document, section, sequence, ja, in_ontwikkeling, nee, respondents, ja + in_ontwikkeling + nee AS total
    FROM reporting_published_share
    WHERE ja BETWEEN 0 AND 100 AND in_ontwikkeling BETWEEN 0 AND 100 AND nee BETWEEN 0 AND 100),
  shares AS (
    SELECT source_document, section, sequence, respondents AS n, ja AS share FROM rows
    UNION ALL SELECT source_document, section, sequence, respondents, in_ontwikkeling FROM rows
    UNION ALL SELECT source_document, section, sequence, respondents, nee FROM rows),
  -- A count c of n is printed as p when 2np <= 200c + n < 2n(p + 1).
  counts AS (
    SELECT source_document, section, sequence, n, MAX(0, (n * (2 * share - 1) + 199) / 200) AS least,
           MIN(n, (n * (2 * share + 1) + 199) / 200 - 1) AS most
    FROM shares WHERE n BETWEEN 1 AND 1000000),
  impossible AS (
    SELECT source_document, section, sequence
    FROM counts
    GROUP BY source_document, section, sequence
    HAVING MAX(least - most) > 0 OR SUM(least) > MAX(n) OR SUM(most) < MAX(n))
SELECT source_document, section, sequence, 'ja' AS field,
       CASE
         WHEN total NOT BETWEEN 99 AND 101 AND :lang = 'nl' THEN
           printf('%d, %d en %d procent tellen op tot %d: dat drukken geen aantallen af.', ja, in_ontwikkeling, nee, total)
         WHEN total NOT BETWEEN 99 AND 101 THEN
           printf('%d, %d and %d percent add up to %d: no counts print that.', ja, in_ontwikkeling, nee, total)
         WHEN :lang = 'nl' THEN
           printf('%d, %d en %d procent: geen aantallen van %d respondenten drukken dat af.', ja, in_ontwikkeling, nee, respondents)
         ELSE
           printf('%d, %d and %d percent: no counts of %d respondents print that.', ja, in_ontwikkeling, nee, respondents)
       END AS message
FROM rows
WHERE total NOT BETWEEN 99 AND 101
   OR (source_document, section, sequence) IN (SELECT source_document, section, sequence FROM impossible)
