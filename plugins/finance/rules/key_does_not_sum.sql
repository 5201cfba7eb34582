-- rule: key_does_not_sum
-- severity: error
-- table: finance_key
-- title nl: Sleutel waarvan de delen niet optellen
-- title en: Key whose parts do not add up
-- cause nl: De vaste aandelen van de gemeenten of de gewichten van een gemengde sleutel zijn samen niet 1.
-- cause en: The fixed shares of the municipalities or the weights of a mixed key are not 1 together.
-- cure nl: Verbeter de aandelen in finance_key_share of de gewichten in finance_key_weight.
-- cure en: Correct the shares in finance_key_share or the weights in finance_key_weight.
-- source: regiovisie_ijssel_vecht_2021 §4.1.2

WITH parts AS (
  SELECT k.region, k.settlement_key, k.kind,
         (SELECT COALESCE(SUM(s.share_scaled), 0) FROM finance_key_share AS s
          WHERE s.region = k.region AND s.settlement_key = k.settlement_key) AS shares,
         (SELECT COALESCE(SUM(w.weight_scaled), 0) FROM finance_key_weight AS w
          WHERE w.region = k.region AND w.settlement_key = k.settlement_key) AS weights,
         EXISTS (SELECT 1 FROM finance_key_weight AS w
                 WHERE w.region = k.region AND w.settlement_key = k.settlement_key AND w.kind = 'vast') AS has_fixed
  FROM finance_key AS k
)
SELECT region, settlement_key, 'kind' AS field,
       CASE :lang
         WHEN 'nl' THEN 'De delen van deze sleutel zijn samen '
         ELSE 'The parts of this key together are '
       END || printf('%d.%06d', wrong / 1000000, wrong % 1000000) ||
       CASE :lang WHEN 'nl' THEN ' en niet 1.' ELSE ' and not 1.' END AS message
FROM (SELECT *, IIF(kind = 'mix' AND weights <> 1000000, weights, shares) AS wrong FROM parts)
WHERE (kind = 'mix' AND weights <> 1000000)
   OR ((kind = 'vast' OR (kind = 'mix' AND has_fixed)) AND shares <> 1000000)
