// The SQL that makes a store. @S@ stands for the name of its schema, which is [a-z][a-z0-9_]*.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_SQL_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_SQL_H_

namespace storage_postgres {

// Group roles, where whoever makes the store may make roles. Another store may make the same ones
// at this moment, in another database.
inline constexpr char kMakeRoles[] = R"(
DO $do$
DECLARE
  group_role text;
BEGIN
  IF NOT (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
    RETURN;
  END IF;
  FOREACH group_role IN ARRAY ARRAY['@S@_owner', '@S@_writer', '@S@_reader'] LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = group_role);
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', group_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
  IF NOT pg_has_role(current_user, '@S@_owner', 'MEMBER') THEN
    GRANT @S@_owner TO CURRENT_USER;
  END IF;
END
$do$
)";

// The owner is a group role, so that who maintains the store may change. @O@ is that role, or the
// current user.
inline constexpr char kMakeSchemas[] = R"(
CREATE SCHEMA @S@ AUTHORIZATION @O@;
CREATE SCHEMA @S@_latest AUTHORIZATION @O@;
SET LOCAL ROLE @O@;
COMMENT ON SCHEMA @S@ IS 'a store of stelsel';
COMMENT ON SCHEMA @S@_latest IS 'the newest rows of the store @S@ of stelsel'
)";

inline constexpr char kMakeTables[] = R"(
CREATE TABLE @S@.stelsel_store (
  layout integer NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  unfinished boolean NOT NULL DEFAULT false
);
INSERT INTO @S@.stelsel_store (layout) VALUES (@L@);
CREATE TABLE @S@.stelsel_table (
  position integer PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  version bigint NOT NULL,
  schema text NOT NULL,
  key text[] NOT NULL,
  region text,
  made_at bigint NOT NULL
);
CREATE TABLE @S@.stelsel_revision (
  number bigint PRIMARY KEY,
  "time" timestamp with time zone NOT NULL,
  author text NOT NULL,
  message text NOT NULL,
  upserted bigint NOT NULL,
  erased bigint NOT NULL,
  digest text NOT NULL,
  token uuid NOT NULL
);
CREATE TABLE @S@.stelsel_region_role (
  role regrole NOT NULL,
  region text COLLATE "C" NOT NULL,
  PRIMARY KEY (role, region)
);
CREATE TABLE @S@.stelsel_region_server (
  region text COLLATE "C" NOT NULL,
  server name NOT NULL,
  PRIMARY KEY (region, server)
)
)";

// The regions that somebody is bound to; NULL for who is not bound. It looks at the login as well:
// SET ROLE frees nobody. A superuser is nominally a member of every role, and bound by none.
inline constexpr char kMakeRegions[] = R"(
CREATE FUNCTION @S@.stelsel_regions(asking name) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
  WITH bound AS (
    SELECT u.who, r.region
    FROM (VALUES (asking), (session_user::name)) AS u (who)
    JOIN pg_roles AS p ON p.rolname = u.who AND NOT p.rolsuper
    JOIN @S@.stelsel_region_role AS r ON pg_has_role(p.oid, r.role, 'MEMBER')
  ), common AS (
    SELECT region FROM bound GROUP BY region
    HAVING count(DISTINCT who) = (SELECT count(DISTINCT who) FROM bound)
  )
  SELECT CASE WHEN EXISTS (SELECT FROM bound)
    THEN ARRAY(SELECT region FROM common) END
$body$
)";

// Makes the partition of a region when it is not there, here or on the server of the region.
// Anybody who may write rows of the region may have it made. Here it gets its indexes by
// stelsel_tend. A name that is long or could be that of another ends in a hash.
inline constexpr char kMakePartition[] = R"(
CREATE FUNCTION @S@.stelsel_leaf(tbl text, wanted text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT CASE
    WHEN tbl !~ plain OR wanted !~ plain OR octet_length(leaf) > 63
      THEN 'stelsel_at_' || regexp_replace(left(tbl, 19), '[^a-z0-9_]', '_', 'g') || '_' ||
           md5(tbl || chr(1) || wanted)
    ELSE leaf END
  FROM (VALUES ('^[a-z0-9]+(_[a-z0-9]+)*$', 'stelsel_at_' || tbl || '__' || wanted)) AS n (plain, leaf)
$body$;
CREATE FUNCTION @S@.stelsel_partition(tbl text, wanted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  regions text[] := @S@.stelsel_regions(session_user);
  leaf text := @S@.stelsel_leaf(tbl, wanted);
  server name := @S@.stelsel_server(wanted);
BEGIN
  IF wanted <> ALL (regions) THEN
    RAISE insufficient_privilege USING MESSAGE = 'it is of another region';
  END IF;
  IF to_regclass(format('@S@.%I', leaf)) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM FROM @S@.stelsel_table WHERE name = tbl AND region IS NOT NULL;
  IF NOT FOUND THEN
    RAISE undefined_table USING MESSAGE = 'it has no such partitioned table';
  END IF;
  IF server IS NULL THEN
    EXECUTE format('CREATE TABLE @S@.%I (LIKE @S@.%I)', leaf, tbl);
  ELSE
    PERFORM @S@.stelsel_shard(tbl, leaf, server);
  END IF;
  -- Attaching does not keep readers waiting, as CREATE TABLE ... PARTITION OF would.
  EXECUTE format('ALTER TABLE @S@.%I ATTACH PARTITION @S@.%I FOR VALUES IN (%L)', tbl, leaf, wanted);
END
$body$
)";

// Gives a table, or its partitions, the indexes that it needs by now: its key, which costs least
// when the first rows are in; and what finds the changes of a revision, once it is so large that
// looking through it all takes longer than keeping those.
inline constexpr char kMakeTend[] = R"(
CREATE FUNCTION @S@.stelsel_index_name(kind text, leaf text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT CASE WHEN octet_length(kind || leaf) <= 63 THEN kind || leaf ELSE kind || md5(leaf) END
$body$;
CREATE FUNCTION @S@.stelsel_tend(tbl text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET default_statistics_target = 10
AS $body$
DECLARE
  keys text;
  made bigint;
  leaf record;
BEGIN
  SELECT string_agg(quote_ident(u.k), ', ' ORDER BY u.n), t.made_at INTO STRICT keys, made
  FROM @S@.stelsel_table AS t, unnest(t.key) WITH ORDINALITY AS u (k, n)
  WHERE t.name = tbl GROUP BY t.made_at;
  FOR leaf IN
    SELECT c.relname AS name, pg_relation_size(c.oid) > 1048576 AS large, c.relhasindex AS has_key,
           to_regclass(format('@S@.%I', @S@.stelsel_index_name('stelsel_to_', c.relname))) AS changes
    FROM pg_class AS c
    WHERE c.relkind = 'r' AND
      c.oid IN (SELECT to_regclass(format('@S@.%I', tbl))::oid
                UNION ALL SELECT inhrelid FROM pg_inherits
                WHERE inhparent = to_regclass(format('@S@.%I', tbl)))
    ORDER BY c.relname
  LOOP
    IF NOT leaf.has_key THEN
      EXECUTE format('ALTER TABLE @S@.%I ADD CONSTRAINT %I PRIMARY KEY (%s, rev_from)', leaf.name,
                     @S@.stelsel_index_name('stelsel_key_', leaf.name), keys);
      -- Until the server does so itself it would take almost all rows for ended.
      EXECUTE format('ANALYZE @S@.%I (rev_to)', leaf.name);
    END IF;
    IF leaf.large AND leaf.changes IS NULL THEN
      EXECUTE format('CREATE INDEX %I ON @S@.%I (rev_from) WHERE rev_from > %s',
                     @S@.stelsel_index_name('stelsel_from_', leaf.name), leaf.name, made);
      EXECUTE format('CREATE INDEX %I ON @S@.%I (rev_to) WHERE rev_to IS NOT NULL',
                     @S@.stelsel_index_name('stelsel_to_', leaf.name), leaf.name);
    END IF;
  END LOOP;
END
$body$;
REVOKE EXECUTE ON FUNCTION @S@.stelsel_partition(text, text), @S@.stelsel_tend(text) FROM PUBLIC
)";

inline constexpr char kGrants[] = R"(
DO $do$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '@S@_reader') THEN
    GRANT USAGE ON SCHEMA @S@, @S@_latest TO @S@_reader;
    GRANT SELECT ON @S@.stelsel_store, @S@.stelsel_table, @S@.stelsel_revision,
      @S@.stelsel_region_server TO @S@_reader;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '@S@_writer') THEN
    GRANT USAGE ON SCHEMA @S@, @S@_latest TO @S@_writer;
    GRANT SELECT ON @S@.stelsel_store, @S@.stelsel_table, @S@.stelsel_revision,
      @S@.stelsel_region_server TO @S@_writer;
    GRANT INSERT ON @S@.stelsel_revision TO @S@_writer;
    GRANT UPDATE (unfinished) ON @S@.stelsel_store TO @S@_writer;
    GRANT EXECUTE ON FUNCTION @S@.stelsel_partition(text, text), @S@.stelsel_tend(text),
      @S@.stelsel_sweep() TO @S@_writer;
  END IF;
END
$do$
)";

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_SQL_H_
