-- rule: case_after_today
-- severity: warning
-- table: finance_case
-- title nl: Casus met een dag die nog komt
-- title en: Case with a day to come
-- cause nl: Een melding, indicatie of begin van gebruik ligt na vandaag.
-- cause en: A report, indication or beginning of use lies after today.
-- cure nl: Verbeter de datum, of wacht met de casus.
-- cure en: Correct the date, or wait with the case.
-- source: eigen regel

SELECT region, finance_case,
       CASE WHEN reported_on > :as_of THEN 'reported_on' WHEN indicated_on > :as_of THEN 'indicated_on'
            WHEN waiting_since > :as_of THEN 'waiting_since' ELSE 'used_from' END AS field,
       CASE :lang WHEN 'nl' THEN 'Een datum van deze casus ligt na ' ELSE 'A date of this case lies after ' END || :as_of || '.' AS message
FROM finance_case
WHERE reported_on > :as_of OR indicated_on > :as_of OR waiting_since > :as_of OR used_from > :as_of
