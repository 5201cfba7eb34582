-- rule: case_dates_reversed
-- severity: error
-- table: finance_case
-- title nl: Datums in de verkeerde volgorde
-- title en: Dates in the wrong order
-- cause nl: Het gebruik eindigt voordat het begint, of de eerdere aanvraag of het eerdere gebruik is niet van vóór de
--   melding. De casus wordt niet beoordeeld.
-- cause en: Use ends before it begins, or the earlier application or use is not from before the report. The case is not
--   judged.
-- cure nl: Verbeter de datums.
-- cure en: Correct the dates.
-- source: regiovisie_ijssel_vecht_2021 §4.1, noot 5

SELECT region, finance_case,
       CASE WHEN used_to < used_from THEN 'used_to'
            WHEN previous_use_to < previous_use_from THEN 'previous_use_to'
            WHEN previous_use_from >= reported_on THEN 'previous_use_from'
            ELSE 'previous_application_on' END AS field,
       CASE :lang
         WHEN 'nl' THEN IIF(used_to < used_from OR previous_use_to < previous_use_from,
                            'Het gebruik eindigt voordat het begint.',
                            IIF(previous_use_from >= reported_on, 'Het eerdere gebruik begint niet vóór de melding.',
                                'De eerdere aanvraag is niet van vóór de melding.'))
         ELSE IIF(used_to < used_from OR previous_use_to < previous_use_from,
                  'Use ends before it begins.',
                  IIF(previous_use_from >= reported_on, 'The earlier use does not begin before the report.',
                      'The earlier application is not from before the report.'))
       END AS message
FROM finance_case
WHERE used_to < used_from OR previous_use_to < previous_use_from OR previous_application_on >= reported_on
   OR previous_use_from >= reported_on
