-- rule: vision_adopted_late
-- severity: warning
-- table: agreement_adoption
-- title nl: Regiovisie niet op tijd vastgesteld
-- title en: Vision not adopted in time
-- message nl: De raad zou de regiovisie voor 1 januari 2022 vaststellen, en dat is niet zo.
-- message en: The council was to adopt the vision before 1 January 2022, and it is not so.
-- cause nl: De raad besloot later, wees de visie af of krijgt een latere datum, of het is 2022 en van een besluit
--   is niets bekend.
-- cause en: The council decided later, rejected the vision or was given a later date, or it is 2022 and no decision
--   is known.
-- cure nl: Vul in wat de raad besloot en wanneer; is dat echt later, dan is er niets te verbeteren.
-- cure en: Fill in what the council decided and when; if that was really later, there is nothing to correct.
-- source: regiovisie_ijssel_vecht_2021 §1, Norm van opdrachtgeverschap; §5

SELECT region, agreement, municipality, body, 'state' AS field
FROM agreement_adoption
WHERE region = 'ijssel_vecht' AND agreement = 'regiovisie_2021' AND body = 'gemeenteraad'
  AND CASE state
        WHEN 'vastgesteld' THEN decided_on_earliest > '2021-12-31'
        WHEN 'afgewezen' THEN 1
        ELSE :as_of > '2021-12-31' OR due_on_latest > '2021-12-31'
      END
