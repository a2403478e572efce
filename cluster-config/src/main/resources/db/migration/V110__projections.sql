-- Projections in slices, and their rebuild in the shadow (docs/adr/0009-shadow-rebuild.md): a schema
-- of its own with clones of the tables that one projection owns, filled by replay, and put in place
-- of the live ones in one short transaction. The writer owns no table, so all of it is done by
-- functions of the owner, which touch nothing but the tables that are registered below.

ALTER TABLE projection.progress
  ADD COLUMN slice  INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN slices INTEGER NOT NULL DEFAULT 1,
  DROP CONSTRAINT progress_pkey,
  ADD PRIMARY KEY (name, slice);

-- which projection alone writes a table; entered by the migration that makes the table
CREATE TABLE projection.owned_table (
  projection  TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name  TEXT NOT NULL,
  PRIMARY KEY (schema_name, table_name),
  -- they meet in one schema
  UNIQUE (projection, table_name)
);
GRANT SELECT ON projection.owned_table TO muninn_writer;

CREATE FUNCTION projection.shadow_of(of_projection TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT 'shadow_' || replace(of_projection, '-', '_') $$;

-- Makes the twin of a table: columns, defaults, constraints and indexes under their own names, storage
-- options, row level security, policies, grants, comment.
CREATE FUNCTION projection.clone_table(live REGCLASS, shadow TEXT) RETURNS VOID
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  original  RECORD;
  twin      TEXT;
  statement TEXT;
BEGIN
  SELECT c.relname, n.nspname, c.relowner, c.relacl, c.reloptions, c.reltoastrelid,
         c.relrowsecurity, c.relforcerowsecurity
    INTO STRICT original
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.oid = live;
  twin := format('%I.%I', shadow, original.relname);
  IF EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND live IN (conrelid, confrelid))
     OR EXISTS (SELECT FROM pg_trigger WHERE tgrelid = live AND NOT tgisinternal)
     OR EXISTS (SELECT FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                 WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                   AND d.refobjid = live AND d.deptype IN ('a', 'i')) THEN
    RAISE EXCEPTION '% has a foreign key, a trigger or a sequence: it is no function of events', live;
  END IF;
  EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)', twin, live);
  FOR statement IN
    SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', twin, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE conrelid = live AND contype IN ('p', 'u', 'x') ORDER BY conname
  LOOP
    EXECUTE statement;
  END LOOP;
  FOR statement IN
    SELECT replace(pg_get_indexdef(i.indexrelid), format(' ON %s ', live), format(' ON %s ', twin))
      FROM pg_index i
     WHERE i.indrelid = live
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     ORDER BY i.indexrelid::regclass::text
  LOOP
    EXECUTE statement;
  END LOOP;
  FOR statement IN
    SELECT format('ALTER TABLE %s SET (%s = %L)', twin, o.option_name, o.option_value)
      FROM pg_options_to_table(original.reloptions) o
    UNION ALL
    SELECT format('ALTER TABLE %s SET (toast.%s = %L)', twin, o.option_name, o.option_value)
      FROM pg_class t, pg_options_to_table(t.reloptions) o WHERE t.oid = original.reltoastrelid
    UNION ALL
    SELECT format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', twin, attname, attstattarget)
      FROM pg_attribute WHERE attrelid = live AND attnum > 0 AND NOT attisdropped
       AND attstattarget >= 0
  LOOP
    EXECUTE statement;
  END LOOP;
  IF original.relrowsecurity THEN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', twin);
  END IF;
  IF original.relforcerowsecurity THEN
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', twin);
  END IF;
  FOR statement IN
    SELECT format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.policyname, twin, p.permissive,
             p.cmd,
             (SELECT string_agg(CASE r WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ')
                FROM unnest(p.roles) r),
             ' USING (' || p.qual || ')',
             ' WITH CHECK (' || p.with_check || ')')
      FROM pg_policies p
     WHERE p.schemaname = original.nspname AND p.tablename = original.relname
     ORDER BY p.policyname
  LOOP
    EXECUTE statement;
  END LOOP;
  FOR statement IN
    SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, twin,
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
             CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM aclexplode(original.relacl) a WHERE a.grantee <> original.relowner
    UNION ALL
    SELECT format('GRANT %s (%I) ON %s TO %s%s', a.privilege_type, c.attname, twin,
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
             CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM pg_attribute c, aclexplode(c.attacl) a
     WHERE c.attrelid = live AND c.attnum > 0 AND NOT c.attisdropped
       AND a.grantee <> original.relowner
    UNION ALL
    SELECT format('COMMENT ON TABLE %s IS %L', twin, obj_description(live, 'pg_class'))
  LOOP
    EXECUTE statement;
  END LOOP;
END
$$;

-- Forgets a shadow, finished or not. Of a projection that is not registered there is none.
CREATE FUNCTION projection.drop_shadow(of_projection TEXT) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
  IF EXISTS (SELECT FROM projection.owned_table o WHERE o.projection = of_projection) THEN
    SET LOCAL client_min_messages = warning;
    EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', projection.shadow_of(of_projection));
    DELETE FROM projection.progress WHERE name = 'shadow:' || of_projection;
    DELETE FROM projection.parked WHERE name = 'shadow:' || of_projection;
  END IF;
END
$$;

-- Makes an empty shadow and returns its schema; one that was left over goes away.
CREATE FUNCTION projection.make_shadow(of_projection TEXT) RETURNS TEXT
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  shadow TEXT := projection.shadow_of(of_projection);
  owned  RECORD;
BEGIN
  IF NOT EXISTS (SELECT FROM projection.owned_table o WHERE o.projection = of_projection) THEN
    RAISE EXCEPTION 'no tables are registered for the projection %', of_projection;
  END IF;
  PERFORM projection.drop_shadow(of_projection);
  EXECUTE format('CREATE SCHEMA %I', shadow);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO muninn_writer', shadow);
  FOR owned IN SELECT * FROM projection.owned_table o WHERE o.projection = of_projection
                ORDER BY schema_name, table_name
  LOOP
    PERFORM projection.clone_table(
      format('%I.%I', owned.schema_name, owned.table_name)::regclass, shadow);
  END LOOP;
  RETURN shadow;
END
$$;

-- Statistics for the first query after the swap.
CREATE FUNCTION projection.analyze_shadow(of_projection TEXT) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  owned RECORD;
BEGIN
  FOR owned IN SELECT * FROM projection.owned_table o WHERE o.projection = of_projection
                ORDER BY schema_name, table_name
  LOOP
    EXECUTE format('ANALYZE %I.%I', projection.shadow_of(of_projection), owned.table_name);
  END LOOP;
END
$$;

-- Puts the shadow in place of the live tables, which are dropped; what was parked in it is parked.
-- The caller holds the rows of projection.progress and has set a lock_timeout.
CREATE FUNCTION projection.swap_shadow(of_projection TEXT, at_offset TEXT) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  shadow TEXT := projection.shadow_of(of_projection);
  owned  RECORD;
BEGIN
  FOR owned IN SELECT * FROM projection.owned_table o WHERE o.projection = of_projection
                ORDER BY schema_name, table_name
  LOOP
    EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', owned.schema_name, owned.table_name);
  END LOOP;
  FOR owned IN SELECT * FROM projection.owned_table o WHERE o.projection = of_projection
                ORDER BY schema_name, table_name
  LOOP
    EXECUTE format('DROP TABLE %I.%I', owned.schema_name, owned.table_name);
    EXECUTE format('ALTER TABLE %I.%I SET SCHEMA %I', shadow, owned.table_name, owned.schema_name);
  END LOOP;
  EXECUTE format('DROP SCHEMA %I', shadow);
  UPDATE projection.progress SET journal_offset = at_offset, updated_at = now()
   WHERE name = of_projection;
  DELETE FROM projection.progress WHERE name = 'shadow:' || of_projection;
  DELETE FROM projection.parked WHERE name = of_projection;
  UPDATE projection.parked SET name = of_projection WHERE name = 'shadow:' || of_projection;
END
$$;

REVOKE ALL ON FUNCTION projection.shadow_of, projection.clone_table, projection.drop_shadow,
  projection.make_shadow, projection.analyze_shadow, projection.swap_shadow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projection.drop_shadow, projection.make_shadow, projection.analyze_shadow,
  projection.swap_shadow TO muninn_writer;
