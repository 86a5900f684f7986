-- What the migrations of this file's name add up to. Written by `make snapshots`.

CREATE TABLE audit_checkpoints (
    log text NOT NULL,
    size bigint NOT NULL,
    signed_at bigint NOT NULL,
    note text NOT NULL,
    CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (log, size),
    CONSTRAINT audit_checkpoints_size_check CHECK ((size > 0))
);

CREATE TABLE audit_entries (
    id bytea NOT NULL,
    log text NOT NULL,
    recorded_at bigint NOT NULL,
    body text NOT NULL,
    position bigint,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (id),
    CONSTRAINT audit_entries_id_check CHECK ((length(id) = 16)),
    CONSTRAINT audit_entries_log_check CHECK ((log = ANY (ARRAY['access'::text, 'evidence'::text, 'instance'::text]))),
    CONSTRAINT audit_entries_position_check CHECK (("position" >= 0))
);

CREATE INDEX audit_entries_unnumbered ON public.audit_entries USING btree (id) WHERE ("position" IS NULL);

CREATE UNIQUE INDEX audit_entries_position ON public.audit_entries USING btree (log, "position") WHERE ("position" IS NOT NULL);

CREATE TABLE audit_links (
    entry_id bytea NOT NULL,
    reference bytea NOT NULL,
    role text NOT NULL,
    person_id bytea,
    object_id bytea,
    CONSTRAINT audit_links_pkey PRIMARY KEY (entry_id, reference),
    CONSTRAINT audit_links_check CHECK (((person_id IS NOT NULL) OR (object_id IS NOT NULL))),
    CONSTRAINT audit_links_reference_check CHECK ((length(reference) = 16)),
    CONSTRAINT audit_links_role_check CHECK ((role = ANY (ARRAY['subject'::text, 'member'::text, 'actor'::text, 'object'::text])))
);

CREATE INDEX audit_links_object ON public.audit_links USING btree (object_id) WHERE (object_id IS NOT NULL);

CREATE INDEX audit_links_person ON public.audit_links USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE TABLE audit_nodes (
    log text NOT NULL,
    level bigint NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_nodes_pkey PRIMARY KEY (log, level, "position"),
    CONSTRAINT audit_nodes_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT audit_nodes_level_check CHECK (((level >= 0) AND (level <= 62))),
    CONSTRAINT audit_nodes_position_check CHECK (("position" >= 0))
);

CREATE TABLE audit_openings (
    entry_id bytea NOT NULL,
    salt bytea NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT audit_openings_pkey PRIMARY KEY (entry_id),
    CONSTRAINT audit_openings_salt_check CHECK ((length(salt) = 32))
);

CREATE TABLE audit_trees (
    log text NOT NULL,
    size bigint NOT NULL,
    minimum_position bigint NOT NULL,
    CONSTRAINT audit_trees_pkey PRIMARY KEY (log),
    CONSTRAINT audit_trees_check CHECK (((minimum_position >= 0) AND (minimum_position <= size))),
    CONSTRAINT audit_trees_size_check CHECK ((size >= 0))
);

CREATE TABLE backup_runs (
    id bytea NOT NULL,
    kind text NOT NULL,
    succeeded bigint NOT NULL,
    detail text NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    CONSTRAINT backup_runs_pkey PRIMARY KEY (id),
    CONSTRAINT backup_runs_id_check CHECK ((length(id) = 16)),
    CONSTRAINT backup_runs_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'verification'::text, 'drill'::text]))),
    CONSTRAINT backup_runs_succeeded_check CHECK ((succeeded = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);

CREATE INDEX backup_runs_by_kind ON public.backup_runs USING btree (kind, ended_at);

CREATE TABLE backup_turn (
    id bigint NOT NULL,
    taken_until bigint NOT NULL,
    CONSTRAINT backup_turn_pkey PRIMARY KEY (id),
    CONSTRAINT backup_turn_id_check CHECK ((id = 1))
);

CREATE TABLE businesses (
    slug text NOT NULL,
    name text NOT NULL,
    registered_at bigint NOT NULL,
    content bytea,
    edition bigint NOT NULL DEFAULT 0,
    CONSTRAINT businesses_pkey PRIMARY KEY (slug)
);

CREATE TABLE due_organisations (
    organisation_id bytea NOT NULL,
    server bytea NOT NULL,
    due_at bigint NOT NULL,
    CONSTRAINT due_organisations_pkey PRIMARY KEY (organisation_id, server),
    CONSTRAINT due_organisations_server_check CHECK ((length(server) = 16)),
    CONSTRAINT due_organisations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

CREATE INDEX due_organisations_by_time ON public.due_organisations USING btree (due_at);

CREATE TABLE hosts (
    host text NOT NULL,
    organisation_id bytea NOT NULL,
    CONSTRAINT hosts_pkey PRIMARY KEY (host),
    CONSTRAINT hosts_host_check CHECK ((host = lower(host))),
    CONSTRAINT hosts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

CREATE INDEX hosts_by_organisation ON public.hosts USING btree (organisation_id);

CREATE TABLE installation (
    id bigint NOT NULL,
    kind text NOT NULL,
    mark text NOT NULL,
    CONSTRAINT installation_pkey PRIMARY KEY (id),
    CONSTRAINT installation_id_check CHECK ((id = 1))
);

CREATE TABLE organisations (
    organisation_id bytea NOT NULL,
    business text NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    has_databases bigint NOT NULL,
    registered_at bigint NOT NULL,
    CONSTRAINT organisations_pkey PRIMARY KEY (organisation_id),
    CONSTRAINT organisations_has_databases_check CHECK ((has_databases = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT organisations_organisation_id_check CHECK ((length(organisation_id) = 16)),
    CONSTRAINT organisations_business_fkey FOREIGN KEY (business) REFERENCES businesses(slug),
    CONSTRAINT organisations_business_slug_key UNIQUE (business, slug)
);

CREATE TABLE schema_migrations (
    number bigint NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    applied_at bigint NOT NULL,
    needs bigint,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);

CREATE TABLE webhook_routes (
    provider text NOT NULL,
    account text NOT NULL,
    organisation_id bytea NOT NULL,
    CONSTRAINT webhook_routes_pkey PRIMARY KEY (provider, account),
    CONSTRAINT webhook_routes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

CREATE INDEX webhook_routes_by_organisation ON public.webhook_routes USING btree (organisation_id);
