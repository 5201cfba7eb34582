-- rule: intramural_capacity_grew
-- severity: warning
-- table: region_capacity
-- title nl: Intramurale capaciteit gegroeid
-- title en: Intramural capacity grew
-- message nl: Het kader gaat uit van 850 intramurale plaatsen die in tien jaar gehalveerd kunnen worden, en hier
--   zijn het er {places}.
-- message en: The framework starts from 850 intramural places that can be halved in ten years, and here there are
--   {places}.
-- cause nl: Er zijn meer plaatsen dan toen het kader van 2016 werd gemaakt, terwijl het van afbouw uitgaat.
-- cause en: There are more places than when the framework of 2016 was made, while it is about fewer.
-- cure nl: Zoek uit waar de plaatsen bijkwamen, of verbeter het aantal.
-- cure en: Find out where places were added, or correct the number.
-- source: kader_owh_2021 bijlage 1, De ambities, Zelfstandig thuis wonen versterkt

SELECT region, domain, facility_kind, kind, sequence, 'places' AS field, places
FROM region_capacity_as_of
WHERE region = 'zkijh' AND facility_kind = 'intramuraal_bw' AND kind = 'gerealiseerd' AND places > 850
