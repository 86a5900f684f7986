-- What the migrations of this file's name add up to. Written by `make snapshots`.

CREATE TABLE credentials (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    password_hash text NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT credentials_pkey PRIMARY KEY (organisation_id, person_id),
    CONSTRAINT credentials_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, person_id) ON DELETE CASCADE
);

ALTER TABLE credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE credentials FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON credentials FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE installation (
    id bigint NOT NULL,
    kind text NOT NULL,
    mark text NOT NULL,
    CONSTRAINT installation_pkey PRIMARY KEY (id),
    CONSTRAINT installation_id_check CHECK ((id = 1))
);

CREATE TABLE key_collection (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bigint NOT NULL,
    collected_until bigint NOT NULL,
    CONSTRAINT key_collection_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT key_collection_id_check CHECK ((id = 1))
);

ALTER TABLE key_collection ENABLE ROW LEVEL SECURITY;

ALTER TABLE key_collection FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON key_collection FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE key_epoch (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bigint NOT NULL,
    epoch bigint NOT NULL,
    CONSTRAINT key_epoch_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT key_epoch_id_check CHECK ((id = 1))
);

ALTER TABLE key_epoch ENABLE ROW LEVEL SECURITY;

ALTER TABLE key_epoch FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON key_epoch FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE lookups (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    kind bigint NOT NULL,
    digest bytea NOT NULL,
    person_id bytea NOT NULL,
    confirmed bigint NOT NULL,
    CONSTRAINT lookups_pkey PRIMARY KEY (organisation_id, kind, digest, person_id),
    CONSTRAINT lookups_confirmed_check CHECK ((confirmed = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT lookups_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, person_id) ON DELETE CASCADE
);

CREATE INDEX lookups_by_person ON public.lookups USING btree (organisation_id, person_id);

CREATE INDEX lookups_reserved ON public.lookups USING btree (organisation_id, person_id) WHERE (confirmed = 0);

CREATE UNIQUE INDEX lookups_of_messengers ON public.lookups USING btree (organisation_id, kind, digest) WHERE (kind = ANY (ARRAY[(3)::bigint, (4)::bigint]));

CREATE UNIQUE INDEX lookups_of_staff ON public.lookups USING btree (organisation_id, kind, digest) WHERE (kind = 2);

ALTER TABLE lookups ENABLE ROW LEVEL SECURITY;

ALTER TABLE lookups FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON lookups FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE people (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    kind bigint NOT NULL,
    restricted bigint NOT NULL,
    consents bigint NOT NULL,
    objections bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT people_pkey PRIMARY KEY (organisation_id, person_id),
    CONSTRAINT people_kind_check CHECK ((kind = ANY (ARRAY[(1)::bigint, (2)::bigint, (3)::bigint, (4)::bigint, (5)::bigint]))),
    CONSTRAINT people_restricted_check CHECK ((restricted = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);

CREATE INDEX people_by_enrolment ON public.people USING btree (organisation_id, created_at, person_id);

ALTER TABLE people ENABLE ROW LEVEL SECURITY;

ALTER TABLE people FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON people FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE period_keys (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    name text NOT NULL,
    period bigint NOT NULL,
    person_id bytea NOT NULL,
    CONSTRAINT period_keys_pkey PRIMARY KEY (organisation_id, name, period),
    CONSTRAINT period_keys_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, person_id) ON DELETE CASCADE
);

ALTER TABLE period_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE period_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON period_keys FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE person_keys (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    epoch bigint NOT NULL,
    wrapped_in bigint NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT person_keys_pkey PRIMARY KEY (organisation_id, person_id, epoch),
    CONSTRAINT person_keys_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, person_id) ON DELETE CASCADE
);

ALTER TABLE person_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE person_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON person_keys FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE schema_migrations (
    number bigint NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    applied_at bigint NOT NULL,
    needs bigint,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);
