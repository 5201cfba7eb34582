-- What core/check asks of agreement_status, a query a rule, each giving the number of findings.

-- Rows beyond the first of each whole key.
SELECT 'core/primary-key', coalesce(sum(n - 1), 0) FROM (
  SELECT count(*) AS n FROM agreement_status
  WHERE region IS NOT NULL AND agreement_topic IS NOT NULL AND domain IS NOT NULL
    AND observed_on IS NOT NULL AND sequence IS NOT NULL
  GROUP BY region, agreement_topic, domain, observed_on, sequence HAVING count(*) > 1);

-- Required, enum and minimum: every breach is a finding.
SELECT 'core/constraint-error',
  count(*) FILTER (region IS NULL) + count(*) FILTER (agreement_topic IS NULL)
  + count(*) FILTER (domain IS NULL) + count(*) FILTER (observed_on IS NULL)
  + count(*) FILTER (sequence IS NULL) + count(*) FILTER (status IS NULL)
  + count(*) FILTER (domain NOT IN ('BW', 'MO', 'VO', 'OGGZ', 'VZ'))
  + count(*) FILTER (status NOT IN ('nee', 'in_ontwikkeling', 'ja'))
  + count(*) FILTER (sequence < 1) + count(*) FILTER (topic_version < 1)
FROM agreement_status;

-- A reference with an empty part refers to nothing.
SELECT 'core/foreign-key',
  (SELECT count(*) FROM agreement_status s ANTI JOIN region USING (region) WHERE s.region IS NOT NULL)
  + (SELECT count(*) FROM agreement_status s ANTI JOIN agreement_topic USING (agreement_topic)
     WHERE s.agreement_topic IS NOT NULL)
  + (SELECT count(*) FROM agreement_status s ANTI JOIN agreement_topic_wording USING (agreement_topic, topic_version)
     WHERE s.agreement_topic IS NOT NULL AND s.topic_version IS NOT NULL)
  + (SELECT count(*) FROM agreement_status s ANTI JOIN source_document USING (source_document)
     WHERE s.source_document IS NOT NULL);

SELECT 'core/without_source', count(*) FROM agreement_status
WHERE source_document IS NULL AND illustratief IS NOT TRUE AND status IS DISTINCT FROM 'ja';
SELECT 'core/ja_without_source', count(*) FROM agreement_status
WHERE source_document IS NULL AND illustratief IS NOT TRUE AND status = 'ja';

-- Of one subject at one time: what is above the lowest of its own source, date and wording contradicts that; what else
-- is above the lowest of all ties with it. Only moments at which different things are said are looked into.
CREATE TEMP TABLE at_odds AS
WITH mixed AS (
  SELECT region, agreement_topic, domain, day FROM observation
  GROUP BY region, agreement_topic, domain, day HAVING min(rank) < max(rank)),
said AS (
  SELECT o.rank, o.source_document,
    min(o.rank) OVER (PARTITION BY o.region, o.agreement_topic, o.domain, o.day) AS lowest,
    min(o.rank) OVER (PARTITION BY o.region, o.agreement_topic, o.domain, o.day, o.source_document, o.observed_on,
                                   o.topic_version) AS own_lowest
  FROM observation o JOIN mixed m ON o.region IS NOT DISTINCT FROM m.region
    AND o.agreement_topic IS NOT DISTINCT FROM m.agreement_topic AND o.domain IS NOT DISTINCT FROM m.domain
    AND o.day = m.day)
SELECT source_document IS NOT NULL AND own_lowest < rank AS contradicts, lowest < rank AS ties FROM said;
SELECT 'core/contradicting_observations', count(*) FILTER (contradicts) FROM at_odds;
SELECT 'core/status_tie', count(*) FILTER (ties AND NOT contradicts) FROM at_odds;

-- Lower than something that was surely said before, under the same wording. With three ranks the first days of the two
-- higher ones tell, which is less work than a window over all rows.
WITH first_day AS (
  SELECT region, agreement_topic, domain, topic_version,
    min(day) FILTER (rank >= 2) AS of_second, min(day) FILTER (rank = 3) AS of_third
  FROM observation GROUP BY region, agreement_topic, domain, topic_version)
SELECT 'core/status_falls_back', count(*) FROM observation o JOIN first_day f
  ON o.region IS NOT DISTINCT FROM f.region AND o.agreement_topic IS NOT DISTINCT FROM f.agreement_topic
  AND o.domain IS NOT DISTINCT FROM f.domain AND o.topic_version IS NOT DISTINCT FROM f.topic_version
WHERE (o.rank < 3 AND f.of_third < o.day) OR (o.rank < 2 AND f.of_second < o.day);
