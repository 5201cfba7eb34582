-- rule: new_client_term
-- severity: warning
-- table: regioafspraken_cut_off
-- title nl: Andere termijn voor een nieuwe cliënt
-- title en: Another term for a new client
-- message nl: Voor een nieuwe cliënt wordt in deze regio 365 dagen teruggeteld, en hier {term_days}.
-- message en: In this region 365 days are counted back for a new client, and here {term_days}.
-- cause nl: Noot 5 telt 365 dagen terug vanaf de dag waarop de cliënt zich meldt; een andere termijn maakt anderen
--   nieuw.
-- cause en: Note 5 counts back 365 days from the day on which the client reports; another term makes others new.
-- cure nl: Gebruik de termijn van de regiovisie, of spreek met alle gemeenten een andere af.
-- cure en: Use the term of the vision, or agree on another with all municipalities.
-- source: regiovisie_ijssel_vecht_2021 §4.1, noot 5

SELECT region, domain, clients, sequence, 'term_days' AS field, term_days
FROM regioafspraken_cut_off
WHERE region = 'ijssel_vecht' AND domain = 'BW' AND clients = 'nieuw' AND term_days <> 365
