-- rule: arrangement_without_key
-- severity: warning
-- table: finance_arrangement
-- title nl: Afspraak zonder sleutel
-- title en: Arrangement without a key
-- cause nl: De afspraak voegt geld samen of verdeelt een tekort, en zegt niet met welke sleutel. Zonder sleutel is
--   er niets te verdelen.
-- cause en: The arrangement puts money together or divides a deficit, and does not say by which key. Without a key
--   there is nothing to divide by.
-- cure nl: Leg een sleutel vast in finance_key en noem hem in de afspraak.
-- cure en: Lay down a key in finance_key and name it in the arrangement.
-- source: regiovisie_ijssel_vecht_2021 §4.1.2; raadsbrief_west_brabant_west_2021 plan, hoofdstuk 2

SELECT region, stream, part, sequence, 'settlement_key' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De afspraak geldt vanaf ' || from_year || ' en heeft geen sleutel.'
         ELSE 'The arrangement holds from ' || from_year || ' and has no key.'
       END AS message
FROM finance_arrangement
WHERE settlement_key IS NULL AND kind <> 'geen' AND state = 'geldend'
