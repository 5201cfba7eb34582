-- rule: dwelling_wait_over_six_months
-- severity: warning
-- table: waiting_time
-- title nl: Langer dan zes maanden wachten op een woning
-- title en: More than six months of waiting for a dwelling
-- message nl: De regio wil dat een woning er binnen zes maanden is, en hier wordt langer gewacht.
-- message en: The region wants a dwelling within six months, and here people wait longer.
-- cause nl: De wachttijd voor een woning via een voorrangsregeling is langer dan de gewenste zes maanden.
-- cause en: The wait for a dwelling through a priority scheme is longer than the six months wished for.
-- cure nl: Maak met de woningcorporaties afspraken over meer woningen; klopt het cijfer niet, verbeter het dan.
-- cure en: Agree on more dwellings with the housing corporations; if the figure is wrong, correct it.
-- source: kader_owh_2021 §3.1, De weerbarstige praktijk

SELECT region, domain, waits_for, counted_over, sequence, 'months' AS field
FROM waiting_time
WHERE region = 'zkijh' AND waits_for = 'woning'
  AND (months > 6 OR (months = 6 AND qualifier = 'meer_dan'))
