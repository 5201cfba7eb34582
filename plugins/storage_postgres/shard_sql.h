// The SQL of partitions that stand on other servers, as foreign tables of postgres_fdw. Letters
// between @ as in setup_sql.h; @C@ is the class of the store's lock.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_SHARD_SQL_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_SHARD_SQL_H_

namespace storage_postgres {

// Where a region that comes anew is kept: the server that is named for it, or one of those for `*`.
// Each region draws its lot for each server, so that one more server moves nothing but its share.
// stelsel_on runs statements there, in a transaction of their own.
inline constexpr char kMakeServers[] = R"(
CREATE FUNCTION @S@.stelsel_server(wanted text) RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT nullif(server, '')
  FROM @S@.stelsel_region_server
  WHERE region IN (wanted, '*')
  ORDER BY region = wanted DESC, md5(wanted || chr(1) || server)
  LIMIT 1
$body$;
CREATE FUNCTION @S@.stelsel_on(server name, statements text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  place text := (SELECT quote_ident(n.nspname) FROM pg_extension AS e
                 JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'dblink');
BEGIN
  IF place IS NULL THEN
    RAISE object_not_in_prerequisite_state
      USING MESSAGE = 'the extension dblink is needed to make tables on other servers';
  END IF;
  EXECUTE format('SELECT %s.dblink_exec($1, $2)', place)
    USING server::text, 'SET lock_timeout = ''5s''; ' || statements;
EXCEPTION WHEN sqlclient_unable_to_establish_sqlconnection THEN
  RAISE sqlclient_unable_to_establish_sqlconnection
    USING MESSAGE = format('could not connect to server "%s"', server);
END
$body$;
CREATE FUNCTION @S@.stelsel_shards(OUT leaf name, OUT id oid, OUT tbl oid, OUT server name)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT c.relname, c.oid, i.inhparent, s.srvname
  FROM pg_class AS c
  JOIN pg_inherits AS i ON i.inhrelid = c.oid
  JOIN pg_foreign_table AS f ON f.ftrelid = c.oid
  JOIN pg_foreign_server AS s ON s.oid = f.ftserver
  WHERE c.relnamespace = '@S@'::regnamespace
$body$;
REVOKE EXECUTE ON FUNCTION @S@.stelsel_server(text), @S@.stelsel_on(name, text),
  @S@.stelsel_shards() FROM PUBLIC
)";

// Makes a partition on a server: the table with its key and indexes there, and here a foreign table
// `leaf` for it. The table there is made in a transaction of its own, so that one may be left of a
// commit that was cut off: it has no row of a revision that exists, and is made anew. Each column
// names the one that it stands for, so that columns can be renamed here alone.
inline constexpr char kMakeShard[] = R"(
CREATE FUNCTION @S@.stelsel_shard(parent text, leaf text, server name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  newest bigint := (SELECT coalesce(max(number), 0) FROM @S@.stelsel_revision);
  keys text := (SELECT string_agg(quote_ident(u.k), ', ' ORDER BY u.n)
                FROM @S@.stelsel_table AS t, unnest(t.key) WITH ORDINALITY AS u (k, n)
                WHERE t.name = parent);
  here text;
  there text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_foreign_server WHERE srvname = server) THEN
    RAISE undefined_object USING MESSAGE = format('server "%s" does not exist', server);
  END IF;
  IF NOT has_server_privilege(server, 'USAGE') THEN
    RAISE object_not_in_prerequisite_state
      USING MESSAGE = format('its owner may not use server "%s"', server);
  END IF;
  SELECT string_agg(format('%I %s OPTIONS (column_name %L)%s', name, type, name, rest), ', ' ORDER BY n),
         string_agg(format('%I %s%s', name, type, rest), ', ' ORDER BY n)
  INTO STRICT here, there
  FROM (SELECT attname AS name, attnum AS n, format_type(atttypid, atttypmod) AS type,
               CASE WHEN attcollation = '"C"'::regcollation THEN ' COLLATE "C"' ELSE '' END ||
               CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END AS rest
        FROM pg_attribute
        WHERE attrelid = format('@S@.%I', parent)::regclass AND attnum > 0 AND NOT attisdropped) AS a;
  PERFORM @S@.stelsel_on(server, format($there$
    DO $do$
    BEGIN
      IF to_regnamespace('@S@') IS NULL THEN
        CREATE SCHEMA @S@;
      END IF;
      IF to_regclass('@S@.stelsel_shard') IS NULL THEN
        CREATE TABLE @S@.stelsel_shard (store uuid NOT NULL);
        INSERT INTO @S@.stelsel_shard VALUES (%1$L);
      END IF;
      IF NOT EXISTS (SELECT FROM @S@.stelsel_shard WHERE store = %1$L) OR
         to_regclass('@S@.stelsel_store') IS NOT NULL THEN
        RAISE object_not_in_prerequisite_state
          USING MESSAGE = %2$L;
      END IF;
      IF to_regclass('@S@.%3$I') IS NOT NULL THEN
        IF EXISTS (SELECT FROM @S@.%3$I WHERE rev_from <= %4$s) THEN
          RAISE object_not_in_prerequisite_state USING MESSAGE = %5$L;
        END IF;
        DROP TABLE @S@.%3$I;
      END IF;
      CREATE TABLE @S@.%3$I (%6$s, PRIMARY KEY (%7$s, rev_from));
      CREATE INDEX ON @S@.%3$I (rev_from) WHERE rev_from > %4$s + 1;
      CREATE INDEX ON @S@.%3$I (rev_to) WHERE rev_to IS NOT NULL;
    END
    $do$ $there$,
    (SELECT id FROM @S@.stelsel_store),
    format('schema @S@ on server "%s" is of something else', server), leaf, newest,
    format('server "%s" has rows of %s already', server, leaf), there, keys));
  EXECUTE format('CREATE FOREIGN TABLE @S@.%I (%s) SERVER %I OPTIONS (schema_name %L, table_name %L, '
                 'fetch_size ''5000'', batch_size ''1000'')', leaf, here, server, '@S@', leaf);
END
$body$;
REVOKE EXECUTE ON FUNCTION @S@.stelsel_shard(text, text, name) FROM PUBLIC
)";

// After a column was added to a table: adds it to what its foreign partitions stand for. One that
// is there and stands for nothing was left by a commit that was cut off; where the name is that of
// a column that was renamed meanwhile, another is taken.
inline constexpr char kMakeGrowth[] = R"(
CREATE FUNCTION @S@.stelsel_grow_shards(tbl_name text, added text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  shard record;
  type text;
  there text;
BEGIN
  FOR shard IN
    SELECT * FROM @S@.stelsel_shards() WHERE tbl = format('@S@.%I', tbl_name)::regclass ORDER BY leaf
  LOOP
    SELECT format_type(a.atttypid, a.atttypmod) ||
             CASE WHEN a.attcollation = '"C"'::regcollation THEN ' COLLATE "C"' ELSE '' END,
           CASE WHEN EXISTS (SELECT FROM pg_attribute AS o
                             WHERE o.attrelid = shard.id AND o.attfdwoptions @> ARRAY['column_name=' || added])
             THEN left(added, 50) || '_' || a.attnum ELSE added END
    INTO STRICT type, there
    FROM pg_attribute AS a WHERE a.attrelid = shard.id AND a.attname = added;
    PERFORM @S@.stelsel_on(shard.server, format(
      'ALTER TABLE @S@.%I DROP COLUMN IF EXISTS %I; ALTER TABLE @S@.%I ADD COLUMN %I %s',
      shard.leaf, there, shard.leaf, there, type));
    EXECUTE format('ALTER FOREIGN TABLE @S@.%I ALTER COLUMN %I OPTIONS (ADD column_name %L)',
                   shard.leaf, added, there);
  END LOOP;
END
$body$;
REVOKE EXECUTE ON FUNCTION @S@.stelsel_grow_shards(text, text) FROM PUBLIC
)";

// Takes away what a commit that was cut off left behind. Its session on another server may still be
// at it, even when the one here is gone: the locks wait for it. Any writer may do this, whatever
// regions it is bound to: what is taken away is of no revision.
inline constexpr char kMakeSweep[] = R"(
CREATE FUNCTION @S@.stelsel_sweep() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  newest bigint;
  what text;
BEGIN
  PERFORM pg_advisory_xact_lock(@C@, hashtext('@S@'));
  SELECT coalesce(max(number), 0) INTO newest FROM @S@.stelsel_revision;
  FOR what IN SELECT DISTINCT server FROM @S@.stelsel_shards() ORDER BY server LOOP
    PERFORM @S@.stelsel_on(what, $there$
      DO $do$
      DECLARE
        leaf text;
      BEGIN
        FOR leaf IN SELECT relname FROM pg_class
                    WHERE relnamespace = '@S@'::regnamespace AND relkind = 'r' ORDER BY relname LOOP
          EXECUTE format('LOCK TABLE @S@.%I IN SHARE ROW EXCLUSIVE MODE', leaf);
        END LOOP;
      END
      $do$ $there$);
  END LOOP;
  FOR what IN SELECT name FROM @S@.stelsel_table ORDER BY position LOOP
    EXECUTE format('DELETE FROM @S@.%I WHERE rev_from > %s', what, newest);
    EXECUTE format('UPDATE @S@.%I SET rev_to = NULL WHERE rev_to > %s', what, newest);
  END LOOP;
  UPDATE @S@.stelsel_store SET unfinished = false;
END
$body$;
REVOKE EXECUTE ON FUNCTION @S@.stelsel_sweep() FROM PUBLIC
)";

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_SHARD_SQL_H_
