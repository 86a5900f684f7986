-- What the migrations of this file's name add up to. Written by `make snapshots`.

CREATE TABLE agent_presence (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    until bigint NOT NULL,
    CONSTRAINT agent_presence_pkey PRIMARY KEY (organisation_id, person_id)
);

ALTER TABLE agent_presence ENABLE ROW LEVEL SECURITY;

ALTER TABLE agent_presence FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON agent_presence FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE api_keys (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    token_digest bytea NOT NULL,
    ending text NOT NULL,
    person_id bytea NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    made_at bigint NOT NULL,
    used_at bigint,
    revoked_at bigint,
    CONSTRAINT api_keys_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT api_keys_organisation_id_token_digest_key UNIQUE (organisation_id, token_digest)
);

CREATE INDEX api_keys_by_person ON public.api_keys USING btree (organisation_id, person_id);

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON api_keys FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE assistance_calls (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    task text NOT NULL,
    engine text NOT NULL,
    model text NOT NULL,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL,
    outcome text NOT NULL,
    tokens bigint NOT NULL,
    called_at bigint NOT NULL,
    CONSTRAINT assistance_calls_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT assistance_calls_organisation_id_conversation_id_fkey FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX assistance_calls_by_conversation ON public.assistance_calls USING btree (organisation_id, conversation_id, called_at);

CREATE INDEX assistance_calls_by_person ON public.assistance_calls USING btree (organisation_id, person_id);

CREATE INDEX assistance_calls_by_time ON public.assistance_calls USING btree (organisation_id, called_at);

ALTER TABLE assistance_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE assistance_calls FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON assistance_calls FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE attentions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea,
    reason text NOT NULL,
    subject text NOT NULL,
    detail text,
    raised_at bigint NOT NULL,
    resolved_at bigint,
    CONSTRAINT attentions_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT attentions_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX attentions_by_order ON public.attentions USING btree (organisation_id, order_id);

CREATE UNIQUE INDEX attentions_open ON public.attentions USING btree (organisation_id, reason, subject) WHERE (resolved_at IS NULL);

ALTER TABLE attentions ENABLE ROW LEVEL SECURITY;

ALTER TABLE attentions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON attentions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_checkpoints (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    log text NOT NULL,
    size bigint NOT NULL,
    signed_at bigint NOT NULL,
    note text NOT NULL,
    CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (organisation_id, log, size),
    CONSTRAINT audit_checkpoints_size_check CHECK ((size > 0))
);

ALTER TABLE audit_checkpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_checkpoints FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_checkpoints FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_entries (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    log text NOT NULL,
    recorded_at bigint NOT NULL,
    body text NOT NULL,
    position bigint,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT audit_entries_id_check CHECK ((length(id) = 16)),
    CONSTRAINT audit_entries_log_check CHECK ((log = ANY (ARRAY['access'::text, 'evidence'::text, 'instance'::text]))),
    CONSTRAINT audit_entries_position_check CHECK (("position" >= 0))
);

CREATE INDEX audit_entries_unnumbered ON public.audit_entries USING btree (organisation_id, id) WHERE ("position" IS NULL);

CREATE UNIQUE INDEX audit_entries_position ON public.audit_entries USING btree (organisation_id, log, "position") WHERE ("position" IS NOT NULL);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_entries FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_links (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    entry_id bytea NOT NULL,
    reference bytea NOT NULL,
    role text NOT NULL,
    person_id bytea,
    object_id bytea,
    CONSTRAINT audit_links_pkey PRIMARY KEY (organisation_id, entry_id, reference),
    CONSTRAINT audit_links_check CHECK (((person_id IS NOT NULL) OR (object_id IS NOT NULL))),
    CONSTRAINT audit_links_reference_check CHECK ((length(reference) = 16)),
    CONSTRAINT audit_links_role_check CHECK ((role = ANY (ARRAY['subject'::text, 'member'::text, 'actor'::text, 'object'::text])))
);

CREATE INDEX audit_links_object ON public.audit_links USING btree (organisation_id, object_id) WHERE (object_id IS NOT NULL);

CREATE INDEX audit_links_person ON public.audit_links USING btree (organisation_id, person_id) WHERE (person_id IS NOT NULL);

ALTER TABLE audit_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_links FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_links FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_nodes (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    log text NOT NULL,
    level bigint NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_nodes_pkey PRIMARY KEY (organisation_id, log, level, "position"),
    CONSTRAINT audit_nodes_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT audit_nodes_level_check CHECK (((level >= 0) AND (level <= 62))),
    CONSTRAINT audit_nodes_position_check CHECK (("position" >= 0))
);

ALTER TABLE audit_nodes ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_nodes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_nodes FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_openings (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    entry_id bytea NOT NULL,
    salt bytea NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT audit_openings_pkey PRIMARY KEY (organisation_id, entry_id),
    CONSTRAINT audit_openings_salt_check CHECK ((length(salt) = 32))
);

ALTER TABLE audit_openings ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_openings FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_openings FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE audit_trees (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    log text NOT NULL,
    size bigint NOT NULL,
    minimum_position bigint NOT NULL,
    CONSTRAINT audit_trees_pkey PRIMARY KEY (organisation_id, log),
    CONSTRAINT audit_trees_check CHECK (((minimum_position >= 0) AND (minimum_position <= size))),
    CONSTRAINT audit_trees_size_check CHECK ((size >= 0))
);

ALTER TABLE audit_trees ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_trees FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON audit_trees FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE bridge_groups (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    former_chat bigint NOT NULL,
    chat bigint NOT NULL,
    moved_at bigint NOT NULL,
    CONSTRAINT bridge_groups_pkey PRIMARY KEY (organisation_id, former_chat)
);

ALTER TABLE bridge_groups ENABLE ROW LEVEL SECURITY;

ALTER TABLE bridge_groups FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON bridge_groups FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE bridge_topics (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    chat bigint NOT NULL,
    thread bigint,
    carried_position bigint NOT NULL,
    opened_at bigint NOT NULL,
    CONSTRAINT bridge_topics_pkey PRIMARY KEY (organisation_id, conversation_id),
    CONSTRAINT bridge_topics_organisation_id_conversation_id_fkey FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT bridge_topics_organisation_id_chat_thread_key UNIQUE (organisation_id, chat, thread)
);

CREATE INDEX bridge_topics_by_person ON public.bridge_topics USING btree (organisation_id, person_id);

ALTER TABLE bridge_topics ENABLE ROW LEVEL SECURITY;

ALTER TABLE bridge_topics FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON bridge_topics FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE business_editions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bigint NOT NULL,
    edition bigint NOT NULL,
    CONSTRAINT business_editions_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT business_editions_id_check CHECK ((id = 1))
);

ALTER TABLE business_editions ENABLE ROW LEVEL SECURITY;

ALTER TABLE business_editions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON business_editions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE buyers (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    email bytea NOT NULL,
    CONSTRAINT buyers_pkey PRIMARY KEY (organisation_id, person_id)
);

ALTER TABLE buyers ENABLE ROW LEVEL SECURITY;

ALTER TABLE buyers FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON buyers FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE callbacks (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    provider text NOT NULL,
    account text NOT NULL,
    event text NOT NULL,
    inbox bytea NOT NULL,
    body bytea,
    state text NOT NULL,
    attempts bigint NOT NULL,
    last_error text,
    received_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT callbacks_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT callbacks_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT callbacks_check CHECK (((state = 'received'::text) = (ended_at IS NULL))),
    CONSTRAINT callbacks_id_check CHECK ((length(id) = 16)),
    CONSTRAINT callbacks_inbox_check CHECK ((length(inbox) = 16)),
    CONSTRAINT callbacks_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'ignored'::text, 'failed'::text])))
);

CREATE INDEX callbacks_failed ON public.callbacks USING btree (organisation_id, ended_at) WHERE (state = 'failed'::text);

CREATE INDEX callbacks_received ON public.callbacks USING btree (organisation_id, received_at);

CREATE UNIQUE INDEX callbacks_event ON public.callbacks USING btree (organisation_id, provider, event);

ALTER TABLE callbacks ENABLE ROW LEVEL SECURITY;

ALTER TABLE callbacks FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON callbacks FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE catalogue (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bigint NOT NULL,
    version bigint NOT NULL,
    vnd_per_usd bigint NOT NULL,
    rate_from bigint NOT NULL,
    minimum_margin bigint NOT NULL,
    followed_change bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT catalogue_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT catalogue_followed_change_check CHECK (((followed_change >= 0) AND (followed_change <= 100))),
    CONSTRAINT catalogue_id_check CHECK ((id = 1)),
    CONSTRAINT catalogue_minimum_margin_check CHECK (((minimum_margin >= 0) AND (minimum_margin <= 90))),
    CONSTRAINT catalogue_vnd_per_usd_check CHECK ((vnd_per_usd > 0))
);

ALTER TABLE catalogue ENABLE ROW LEVEL SECURITY;

ALTER TABLE catalogue FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON catalogue FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE channel_identities (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea NOT NULL,
    kind text NOT NULL,
    value bytea NOT NULL,
    added_at bigint NOT NULL,
    CONSTRAINT channel_identities_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT channel_identities_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES contacts(organisation_id, person_id) ON DELETE CASCADE,
    CONSTRAINT channel_identities_organisation_id_person_id_kind_key UNIQUE (organisation_id, person_id, kind)
);

ALTER TABLE channel_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_identities FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON channel_identities FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE channel_messages (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    message_id bytea NOT NULL,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    digest bytea,
    external bytea,
    kind text NOT NULL,
    payload bytea,
    reply_to bytea,
    template_id bytea,
    state text NOT NULL,
    trouble text,
    code bigint,
    tries bigint NOT NULL,
    tried_at bigint,
    sent_at bigint,
    delivered_at bigint,
    read_at bigint,
    failed_at bigint,
    CONSTRAINT channel_messages_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT channel_messages_organisation_id_message_id_fkey FOREIGN KEY (organisation_id, message_id) REFERENCES messages(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_messages_organisation_id_digest_key UNIQUE (organisation_id, digest),
    CONSTRAINT channel_messages_organisation_id_message_id_key UNIQUE (organisation_id, message_id)
);

CREATE INDEX channel_messages_by_conversation ON public.channel_messages USING btree (organisation_id, conversation_id, state);

CREATE INDEX channel_messages_by_person ON public.channel_messages USING btree (organisation_id, person_id);

ALTER TABLE channel_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_messages FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON channel_messages FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE channel_numbers (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    number text NOT NULL,
    account text NOT NULL,
    shown text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    quality text,
    paused_code bigint,
    changed_at bigint NOT NULL,
    CONSTRAINT channel_numbers_pkey PRIMARY KEY (organisation_id, number)
);

ALTER TABLE channel_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_numbers FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON channel_numbers FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE channel_profiles (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea NOT NULL,
    name bytea NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT channel_profiles_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT channel_profiles_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES contacts(organisation_id, person_id) ON DELETE CASCADE,
    CONSTRAINT channel_profiles_organisation_id_person_id_key UNIQUE (organisation_id, person_id)
);

ALTER TABLE channel_profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_profiles FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON channel_profiles FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE channel_threads (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    number text NOT NULL,
    last_inbound_at bigint,
    stopped_at bigint,
    agreed_at bigint,
    marketing_stopped_at bigint,
    blocked_at bigint,
    unreachable_at bigint,
    read_position bigint NOT NULL,
    CONSTRAINT channel_threads_pkey PRIMARY KEY (organisation_id, conversation_id),
    CONSTRAINT channel_threads_organisation_id_conversation_id_fkey FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_threads_organisation_id_person_id_number_key UNIQUE (organisation_id, person_id, number)
);

ALTER TABLE channel_threads ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_threads FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON channel_threads FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE chat_sessions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    digest bytea NOT NULL,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    began_at bigint NOT NULL,
    CONSTRAINT chat_sessions_pkey PRIMARY KEY (organisation_id, digest),
    CONSTRAINT chat_sessions_organisation_id_conversation_id_fkey FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX chat_sessions_by_conversation ON public.chat_sessions USING btree (organisation_id, conversation_id);

CREATE INDEX chat_sessions_by_person ON public.chat_sessions USING btree (organisation_id, person_id);

ALTER TABLE chat_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chat_sessions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON chat_sessions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE contact_identifiers (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea NOT NULL,
    kind text NOT NULL,
    value bytea NOT NULL,
    proven_at bigint,
    added_at bigint NOT NULL,
    CONSTRAINT contact_identifiers_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT contact_identifiers_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES contacts(organisation_id, person_id) ON DELETE CASCADE
);

CREATE INDEX contact_identifiers_by_person ON public.contact_identifiers USING btree (organisation_id, person_id);

ALTER TABLE contact_identifiers ENABLE ROW LEVEL SECURITY;

ALTER TABLE contact_identifiers FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON contact_identifiers FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE contacts (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    language text NOT NULL,
    policy_version text NOT NULL,
    minimum_age bigint,
    first_seen_at bigint NOT NULL,
    CONSTRAINT contacts_pkey PRIMARY KEY (organisation_id, person_id)
);

ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE contacts FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON contacts FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE conversations (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    number text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    person_id bytea NOT NULL,
    assignee bytea,
    language text NOT NULL,
    policy_version text NOT NULL,
    notice_shown_at bigint NOT NULL,
    last_position bigint NOT NULL,
    last_visitor_position bigint NOT NULL,
    staff_delivered bigint NOT NULL,
    staff_read bigint NOT NULL,
    visitor_delivered bigint NOT NULL,
    visitor_read bigint NOT NULL,
    mailed_position bigint NOT NULL,
    snoozed_until bigint,
    opened_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT conversations_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT conversations_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES contacts(organisation_id, person_id) ON DELETE CASCADE,
    CONSTRAINT conversations_organisation_id_number_key UNIQUE (organisation_id, number)
);

CREATE INDEX conversations_by_assignee ON public.conversations USING btree (organisation_id, assignee, state, changed_at);

CREATE INDEX conversations_by_change ON public.conversations USING btree (organisation_id, state, changed_at);

CREATE INDEX conversations_by_person ON public.conversations USING btree (organisation_id, person_id);

ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;

ALTER TABLE conversations FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON conversations FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE coupon_uses (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    order_id bytea NOT NULL,
    coupon_id bytea NOT NULL,
    person_id bytea,
    buyer_digest bytea,
    state text NOT NULL,
    amount bigint NOT NULL,
    used_at bigint NOT NULL,
    CONSTRAINT coupon_uses_pkey PRIMARY KEY (organisation_id, order_id),
    CONSTRAINT coupon_uses_amount_check CHECK ((amount > 0)),
    CONSTRAINT coupon_uses_state_check CHECK ((state = ANY (ARRAY['taken'::text, 'returned'::text]))),
    CONSTRAINT coupon_uses_organisation_id_coupon_id_fkey FOREIGN KEY (organisation_id, coupon_id) REFERENCES coupons(organisation_id, id),
    CONSTRAINT coupon_uses_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX coupon_uses_by_buyer ON public.coupon_uses USING btree (organisation_id, coupon_id, buyer_digest);

ALTER TABLE coupon_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE coupon_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON coupon_uses FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE coupons (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    code text NOT NULL,
    percent bigint NOT NULL,
    amount_vnd bigint NOT NULL,
    amount_usd bigint NOT NULL,
    minimum_vnd bigint NOT NULL,
    minimum_usd bigint NOT NULL,
    destinations text NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint,
    limit_total bigint,
    limit_per_buyer bigint,
    uses bigint NOT NULL,
    made_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT coupons_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT coupons_amount_usd_check CHECK ((amount_usd >= 0)),
    CONSTRAINT coupons_amount_vnd_check CHECK ((amount_vnd >= 0)),
    CONSTRAINT coupons_limit_per_buyer_check CHECK ((limit_per_buyer > 0)),
    CONSTRAINT coupons_limit_total_check CHECK ((limit_total > 0)),
    CONSTRAINT coupons_minimum_usd_check CHECK ((minimum_usd >= 0)),
    CONSTRAINT coupons_minimum_vnd_check CHECK ((minimum_vnd >= 0)),
    CONSTRAINT coupons_percent_check CHECK (((percent >= 0) AND (percent <= 90))),
    CONSTRAINT coupons_uses_check CHECK ((uses >= 0)),
    CONSTRAINT coupons_organisation_id_code_key UNIQUE (organisation_id, code)
);

ALTER TABLE coupons ENABLE ROW LEVEL SECURITY;

ALTER TABLE coupons FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON coupons FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE destinations (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    slug text NOT NULL,
    position bigint NOT NULL,
    region text NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    countries text NOT NULL,
    networks text NOT NULL,
    speed text NOT NULL,
    hotspot bigint NOT NULL,
    CONSTRAINT destinations_pkey PRIMARY KEY (organisation_id, slug),
    CONSTRAINT destinations_hotspot_check CHECK ((hotspot = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);

ALTER TABLE destinations ENABLE ROW LEVEL SECURITY;

ALTER TABLE destinations FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON destinations FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE disclosures (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea,
    recipient text NOT NULL,
    purpose text NOT NULL,
    categories text NOT NULL,
    subject bytea,
    state bigint NOT NULL,
    reason text,
    policy_version text NOT NULL,
    sent_at bigint NOT NULL,
    CONSTRAINT disclosures_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT disclosures_state_check CHECK (((state >= 1) AND (state <= 5)))
);

CREATE INDEX disclosures_by_person ON public.disclosures USING btree (organisation_id, person_id, sent_at);

CREATE INDEX disclosures_by_subject ON public.disclosures USING btree (organisation_id, subject, sent_at);

CREATE INDEX disclosures_by_time ON public.disclosures USING btree (organisation_id, sent_at, recipient, state);

ALTER TABLE disclosures ENABLE ROW LEVEL SECURITY;

ALTER TABLE disclosures FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON disclosures FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE disputes (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    payment_id bytea NOT NULL,
    digest bytea NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    amount bigint,
    currency text,
    due_at bigint,
    withdrawn_at bigint,
    reinstated_at bigint,
    raised_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT disputes_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT disputes_state_check CHECK ((state = ANY (ARRAY['inquiry'::text, 'needs-response'::text, 'under-review'::text, 'won'::text, 'lost'::text, 'closed'::text]))),
    CONSTRAINT disputes_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT disputes_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT disputes_organisation_id_digest_key UNIQUE (organisation_id, digest)
);

CREATE INDEX disputes_by_order ON public.disputes USING btree (organisation_id, order_id);

CREATE INDEX disputes_open ON public.disputes USING btree (organisation_id, state, due_at, amount, currency, withdrawn_at, reinstated_at) WHERE (state = ANY (ARRAY['inquiry'::text, 'needs-response'::text, 'under-review'::text]));

ALTER TABLE disputes ENABLE ROW LEVEL SECURITY;

ALTER TABLE disputes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON disputes FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE email_corrections (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    person_id bytea NOT NULL,
    language text NOT NULL,
    state text NOT NULL,
    address bytea NOT NULL,
    former bytea,
    asked_at bigint NOT NULL,
    CONSTRAINT email_corrections_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT email_corrections_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'proven'::text, 'refused'::text, 'superseded'::text]))),
    CONSTRAINT email_corrections_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX email_corrections_by_order ON public.email_corrections USING btree (organisation_id, order_id);

CREATE INDEX email_corrections_by_person ON public.email_corrections USING btree (organisation_id, person_id, asked_at);

ALTER TABLE email_corrections ENABLE ROW LEVEL SECURITY;

ALTER TABLE email_corrections FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON email_corrections FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE erasure_cases (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    request_id bytea NOT NULL,
    person_id bytea,
    state bigint NOT NULL,
    people_erased bigint NOT NULL,
    reply_address bytea,
    kept_until_year bigint,
    opened_at bigint NOT NULL,
    closed_at bigint,
    CONSTRAINT erasure_cases_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT erasure_cases_state_check CHECK (((state >= 1) AND (state <= 5))),
    CONSTRAINT erasure_cases_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES rights_requests(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT erasure_cases_organisation_id_request_id_key UNIQUE (organisation_id, request_id)
);

ALTER TABLE erasure_cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE erasure_cases FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON erasure_cases FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE erasure_notices (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    case_id bytea NOT NULL,
    person_id bytea,
    recipient text NOT NULL,
    kind text NOT NULL,
    handle bytea,
    state bigint NOT NULL,
    answer text,
    told_at bigint,
    CONSTRAINT erasure_notices_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT erasure_notices_state_check CHECK (((state >= 1) AND (state <= 3))),
    CONSTRAINT erasure_notices_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES erasure_cases(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX erasure_notices_by_case ON public.erasure_notices USING btree (organisation_id, case_id);

ALTER TABLE erasure_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE erasure_notices FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON erasure_notices FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE erasure_subjects (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    case_id bytea NOT NULL,
    person_id bytea NOT NULL,
    CONSTRAINT erasure_subjects_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT erasure_subjects_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES erasure_cases(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX erasure_subjects_by_case ON public.erasure_subjects USING btree (organisation_id, case_id);

ALTER TABLE erasure_subjects ENABLE ROW LEVEL SECURITY;

ALTER TABLE erasure_subjects FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON erasure_subjects FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE esims (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    line_id bytea NOT NULL,
    position bigint NOT NULL,
    person_id bytea NOT NULL,
    profile bytea NOT NULL,
    iccid bytea NOT NULL,
    activation_code bytea NOT NULL,
    state text NOT NULL,
    total_bytes bigint NOT NULL,
    used_bytes bigint NOT NULL,
    expires_at bigint,
    checked_at bigint NOT NULL,
    supplier text NOT NULL DEFAULT 'esim-access'::text,
    profile_digest bytea,
    CONSTRAINT esims_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT esims_organisation_id_line_id_fkey FOREIGN KEY (organisation_id, line_id) REFERENCES order_lines(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT esims_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT esims_organisation_id_line_id_position_key UNIQUE (organisation_id, line_id, "position")
);

CREATE INDEX esims_by_order ON public.esims USING btree (organisation_id, order_id);

CREATE INDEX esims_by_person ON public.esims USING btree (organisation_id, person_id);

CREATE INDEX esims_by_profile ON public.esims USING btree (organisation_id, profile_digest);

ALTER TABLE esims ENABLE ROW LEVEL SECURITY;

ALTER TABLE esims FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON esims FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE fraud_marks (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    kind text NOT NULL,
    code bytea NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT fraud_marks_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT fraud_marks_kind_check CHECK ((kind = ANY (ARRAY['address'::text, 'email'::text, 'card'::text, 'card-with-email'::text])))
);

CREATE INDEX fraud_marks_by_code ON public.fraud_marks USING btree (organisation_id, code, at);

CREATE INDEX fraud_marks_by_time ON public.fraud_marks USING btree (organisation_id, at);

ALTER TABLE fraud_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE fraud_marks FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON fraud_marks FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE further_packages (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    offer text NOT NULL,
    position bigint NOT NULL,
    supplier text NOT NULL,
    supplier_code text NOT NULL,
    supplier_price bigint NOT NULL,
    available bigint NOT NULL,
    CONSTRAINT further_packages_pkey PRIMARY KEY (organisation_id, offer, "position"),
    CONSTRAINT further_packages_available_check CHECK ((available = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT further_packages_position_check CHECK (("position" > 0)),
    CONSTRAINT further_packages_supplier_price_check CHECK ((supplier_price > 0))
);

ALTER TABLE further_packages ENABLE ROW LEVEL SECURITY;

ALTER TABLE further_packages FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON further_packages FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE help_articles (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT help_articles_pkey PRIMARY KEY (organisation_id, id)
);

ALTER TABLE help_articles ENABLE ROW LEVEL SECURITY;

ALTER TABLE help_articles FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON help_articles FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE incoming_money (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    source text NOT NULL,
    digest bytea NOT NULL,
    person_id bytea,
    amount bigint NOT NULL,
    currency text NOT NULL,
    open_amount bigint NOT NULL,
    reason text,
    reference bytea,
    content bytea,
    payer bytea,
    received_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    CONSTRAINT incoming_money_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT incoming_money_amount_check CHECK ((amount > 0)),
    CONSTRAINT incoming_money_check CHECK (((open_amount >= 0) AND (open_amount <= amount))),
    CONSTRAINT incoming_money_organisation_id_digest_key UNIQUE (organisation_id, digest)
);

CREATE INDEX incoming_money_by_person ON public.incoming_money USING btree (organisation_id, person_id);

CREATE INDEX incoming_money_open ON public.incoming_money USING btree (organisation_id, received_at) WHERE (open_amount > 0);

ALTER TABLE incoming_money ENABLE ROW LEVEL SECURITY;

ALTER TABLE incoming_money FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON incoming_money FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE installation (
    id bigint NOT NULL,
    kind text NOT NULL,
    mark text NOT NULL,
    CONSTRAINT installation_pkey PRIMARY KEY (id),
    CONSTRAINT installation_id_check CHECK ((id = 1))
);

CREATE TABLE invoices (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    basis text NOT NULL,
    end_year bigint NOT NULL,
    holder bytea NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT invoices_organisation_id_id_fkey FOREIGN KEY (organisation_id, id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoices FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON invoices FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE jobs (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    kind text NOT NULL,
    subject bytea NOT NULL,
    state text NOT NULL,
    run_at bigint NOT NULL,
    attempts bigint NOT NULL,
    failures bigint NOT NULL,
    lease_until bigint,
    last_error text,
    is_exclusive bigint NOT NULL,
    created_at bigint NOT NULL,
    finished_at bigint,
    CONSTRAINT jobs_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT jobs_check CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT jobs_check1 CHECK (((state = ANY (ARRAY['done'::text, 'dead'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT jobs_id_check CHECK ((length(id) = 16)),
    CONSTRAINT jobs_is_exclusive_check CHECK ((is_exclusive = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'running'::text, 'done'::text, 'dead'::text]))),
    CONSTRAINT jobs_subject_check CHECK ((length(subject) = 16))
);

CREATE INDEX jobs_dead ON public.jobs USING btree (organisation_id, finished_at) WHERE (state = 'dead'::text);

CREATE INDEX jobs_done ON public.jobs USING btree (organisation_id, finished_at) WHERE (state = 'done'::text);

CREATE INDEX jobs_due ON public.jobs USING btree (organisation_id, run_at, id) WHERE (state = 'pending'::text);

CREATE INDEX jobs_leased ON public.jobs USING btree (organisation_id, lease_until, id) WHERE (state = 'running'::text);

CREATE UNIQUE INDEX jobs_exclusive ON public.jobs USING btree (organisation_id, kind, subject) WHERE ((state = 'pending'::text) AND (is_exclusive = 1));

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE jobs FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON jobs FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE line_packages (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    line_id bytea NOT NULL,
    position bigint NOT NULL,
    supplier text NOT NULL,
    supplier_code text NOT NULL,
    supplier_price bigint NOT NULL,
    CONSTRAINT line_packages_pkey PRIMARY KEY (organisation_id, line_id, "position"),
    CONSTRAINT line_packages_position_check CHECK (("position" > 0)),
    CONSTRAINT line_packages_supplier_price_check CHECK ((supplier_price > 0)),
    CONSTRAINT line_packages_organisation_id_line_id_fkey FOREIGN KEY (organisation_id, line_id) REFERENCES order_lines(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE line_packages ENABLE ROW LEVEL SECURITY;

ALTER TABLE line_packages FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON line_packages FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE media (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea NOT NULL,
    type text NOT NULL,
    name bytea NOT NULL,
    seal bytea,
    size bigint,
    chunks bigint,
    stored_at bigint NOT NULL,
    attached_at bigint,
    CONSTRAINT media_pkey PRIMARY KEY (organisation_id, id)
);

CREATE INDEX media_by_attachment ON public.media USING btree (organisation_id, attached_at, stored_at);

CREATE INDEX media_by_person ON public.media USING btree (organisation_id, person_id);

ALTER TABLE media ENABLE ROW LEVEL SECURITY;

ALTER TABLE media FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON media FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE media_chunks (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    media_id bytea NOT NULL,
    person_id bytea NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT media_chunks_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT media_chunks_organisation_id_media_id_fkey FOREIGN KEY (organisation_id, media_id) REFERENCES media(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX media_chunks_by_media ON public.media_chunks USING btree (organisation_id, media_id);

CREATE INDEX media_chunks_by_person ON public.media_chunks USING btree (organisation_id, person_id);

ALTER TABLE media_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE media_chunks FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON media_chunks FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE message_reactions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    message_id bytea NOT NULL,
    person_id bytea NOT NULL,
    side text NOT NULL,
    emoji bytea NOT NULL,
    reacted_at bigint NOT NULL,
    CONSTRAINT message_reactions_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT message_reactions_organisation_id_message_id_fkey FOREIGN KEY (organisation_id, message_id) REFERENCES messages(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT message_reactions_organisation_id_message_id_side_key UNIQUE (organisation_id, message_id, side)
);

ALTER TABLE message_reactions ENABLE ROW LEVEL SECURITY;

ALTER TABLE message_reactions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON message_reactions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE message_templates (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    category text NOT NULL,
    status text NOT NULL,
    reason text,
    header text,
    body text NOT NULL,
    button_parameters text NOT NULL,
    synced_at bigint NOT NULL,
    CONSTRAINT message_templates_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT message_templates_organisation_id_account_name_language_key UNIQUE (organisation_id, account, name, language)
);

ALTER TABLE message_templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE message_templates FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON message_templates FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE message_words (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    message_id bytea NOT NULL,
    person_id bytea NOT NULL,
    bits_0 bigint NOT NULL,
    bits_1 bigint NOT NULL,
    bits_2 bigint NOT NULL,
    bits_3 bigint NOT NULL,
    bits_4 bigint NOT NULL,
    bits_5 bigint NOT NULL,
    bits_6 bigint NOT NULL,
    bits_7 bigint NOT NULL,
    CONSTRAINT message_words_pkey PRIMARY KEY (organisation_id, message_id),
    CONSTRAINT message_words_organisation_id_message_id_fkey FOREIGN KEY (organisation_id, message_id) REFERENCES messages(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX message_words_by_person ON public.message_words USING btree (organisation_id, person_id);

ALTER TABLE message_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE message_words FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON message_words FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE messages (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    conversation_id bytea NOT NULL,
    person_id bytea NOT NULL,
    position bigint NOT NULL,
    direction text NOT NULL,
    route text NOT NULL,
    author bytea,
    client_id bytea NOT NULL,
    text bytea NOT NULL,
    written_at bigint NOT NULL,
    edited_at bigint,
    media_id bytea,
    CONSTRAINT messages_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT messages_organisation_id_conversation_id_fkey FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT messages_organisation_id_conversation_id_client_id_key UNIQUE (organisation_id, conversation_id, client_id),
    CONSTRAINT messages_organisation_id_conversation_id_position_key UNIQUE (organisation_id, conversation_id, "position")
);

CREATE INDEX messages_by_person ON public.messages USING btree (organisation_id, person_id);

ALTER TABLE messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE messages FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON messages FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE money_uses (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    money_id bytea NOT NULL,
    kind text NOT NULL,
    amount bigint NOT NULL,
    payment_id bytea,
    actor text NOT NULL,
    detail text,
    at bigint NOT NULL,
    CONSTRAINT money_uses_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT money_uses_amount_check CHECK ((amount > 0)),
    CONSTRAINT money_uses_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'returning'::text, 'returned'::text, 'lost'::text, 'written-off'::text, 'released'::text]))),
    CONSTRAINT money_uses_organisation_id_money_id_fkey FOREIGN KEY (organisation_id, money_id) REFERENCES incoming_money(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX money_uses_by_money ON public.money_uses USING btree (organisation_id, money_id);

CREATE INDEX money_uses_by_payment ON public.money_uses USING btree (organisation_id, payment_id);

ALTER TABLE money_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE money_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON money_uses FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE order_events (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    actor text NOT NULL,
    detail text,
    at bigint NOT NULL,
    CONSTRAINT order_events_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT order_events_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX order_events_by_order ON public.order_events USING btree (organisation_id, order_id, at, id);

ALTER TABLE order_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_events FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON order_events FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE order_lines (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    position bigint NOT NULL,
    slug text NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    quantity bigint NOT NULL,
    unit_price bigint NOT NULL,
    supplier_code text NOT NULL,
    supplier_price bigint NOT NULL,
    supplier text NOT NULL DEFAULT 'esim-access'::text,
    CONSTRAINT order_lines_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT order_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10))),
    CONSTRAINT order_lines_unit_price_check CHECK ((unit_price > 0)),
    CONSTRAINT order_lines_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT order_lines_organisation_id_order_id_position_key UNIQUE (organisation_id, order_id, "position")
);

ALTER TABLE order_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_lines FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON order_lines FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE order_link_requests (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    request_id bytea NOT NULL,
    person_id bytea NOT NULL,
    asked_at bigint NOT NULL,
    CONSTRAINT order_link_requests_pkey PRIMARY KEY (organisation_id, id)
);

CREATE INDEX order_link_requests_by_person ON public.order_link_requests USING btree (organisation_id, person_id);

CREATE INDEX order_link_requests_by_request ON public.order_link_requests USING btree (organisation_id, request_id);

ALTER TABLE order_link_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_link_requests FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON order_link_requests FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE order_mails (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    order_id bytea NOT NULL,
    kind text NOT NULL,
    copy bigint NOT NULL,
    state text NOT NULL,
    queued_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT order_mails_pkey PRIMARY KEY (organisation_id, order_id, kind, copy),
    CONSTRAINT order_mails_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE order_mails ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_mails FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON order_mails FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE order_reviews (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea,
    reasons text NOT NULL,
    state text NOT NULL,
    note bytea,
    raised_at bigint NOT NULL,
    decided_at bigint,
    CONSTRAINT order_reviews_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT order_reviews_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT order_reviews_state_check CHECK ((state = ANY (ARRAY['open'::text, 'released'::text, 'refused'::text]))),
    CONSTRAINT order_reviews_organisation_id_id_fkey FOREIGN KEY (organisation_id, id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX order_reviews_by_person ON public.order_reviews USING btree (organisation_id, person_id);

ALTER TABLE order_reviews ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_reviews FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON order_reviews FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE orders (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    state_before_freeze text,
    person_id bytea,
    attempt bytea,
    draft_digest bytea,
    esim_id bytea,
    amount bigint NOT NULL,
    currency text NOT NULL,
    language text NOT NULL,
    policy_version text NOT NULL,
    minimum_age bigint NOT NULL,
    immediate_supply_agreed bigint NOT NULL,
    placed_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    service_ends_at bigint,
    seal bytea NOT NULL,
    lines_seal bytea NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT orders_amount_check CHECK ((amount > 0)),
    CONSTRAINT orders_immediate_supply_agreed_check CHECK ((immediate_supply_agreed = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT orders_kind_check CHECK ((kind = ANY (ARRAY['esim'::text, 'top-up'::text]))),
    CONSTRAINT orders_organisation_id_attempt_key UNIQUE (organisation_id, attempt),
    CONSTRAINT orders_organisation_id_number_key UNIQUE (organisation_id, number)
);

CREATE INDEX orders_by_person ON public.orders USING btree (organisation_id, person_id);

CREATE INDEX orders_by_state ON public.orders USING btree (organisation_id, state, placed_at);

CREATE INDEX orders_by_time ON public.orders USING btree (organisation_id, placed_at, state, currency, amount);

ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE orders FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON orders FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE outbox (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    kind text NOT NULL,
    subject bytea NOT NULL,
    created_at bigint NOT NULL,
    sequence bigint,
    CONSTRAINT outbox_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT outbox_id_check CHECK ((length(id) = 16)),
    CONSTRAINT outbox_sequence_check CHECK ((sequence > 0)),
    CONSTRAINT outbox_subject_check CHECK ((length(subject) = 16))
);

CREATE INDEX outbox_unnumbered ON public.outbox USING btree (organisation_id, id) WHERE (sequence IS NULL);

CREATE UNIQUE INDEX outbox_sequence ON public.outbox USING btree (organisation_id, sequence) WHERE (sequence IS NOT NULL);

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE outbox FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON outbox FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE page_views (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    visit_id bytea NOT NULL,
    minute bigint NOT NULL,
    page text NOT NULL,
    CONSTRAINT page_views_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT page_views_id_check CHECK ((length(id) = 16)),
    CONSTRAINT page_views_organisation_id_visit_id_fkey FOREIGN KEY (organisation_id, visit_id) REFERENCES visits(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX page_views_by_time ON public.page_views USING btree (organisation_id, minute);

CREATE INDEX page_views_by_visit ON public.page_views USING btree (organisation_id, visit_id);

ALTER TABLE page_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE page_views FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON page_views FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE payments (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    attempt bigint NOT NULL,
    processor text NOT NULL,
    person_id bytea,
    state text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    received bigint NOT NULL,
    reference bytea,
    reference_digest bytea,
    charge bytea,
    charge_digest bytea,
    page bytea,
    card bytea,
    expires_at bigint NOT NULL,
    begun_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT payments_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT payments_amount_check CHECK ((amount > 0)),
    CONSTRAINT payments_received_check CHECK ((received >= 0)),
    CONSTRAINT payments_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT payments_organisation_id_order_id_attempt_key UNIQUE (organisation_id, order_id, attempt),
    CONSTRAINT payments_organisation_id_reference_digest_key UNIQUE (organisation_id, reference_digest)
);

CREATE INDEX payments_by_charge ON public.payments USING btree (organisation_id, charge_digest);

CREATE INDEX payments_by_person ON public.payments USING btree (organisation_id, person_id);

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE payments FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON payments FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE plan_changes (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    plan text NOT NULL,
    kind text NOT NULL,
    price_vnd bigint NOT NULL,
    price_usd bigint NOT NULL,
    supplier_price bigint NOT NULL,
    starts_at bigint,
    at bigint NOT NULL,
    CONSTRAINT plan_changes_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT plan_changes_organisation_id_plan_fkey FOREIGN KEY (organisation_id, plan) REFERENCES plans(organisation_id, slug)
);

CREATE INDEX plan_changes_by_plan ON public.plan_changes USING btree (organisation_id, plan, at, id);

ALTER TABLE plan_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE plan_changes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON plan_changes FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE plan_prices (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    plan text NOT NULL,
    starts_at bigint NOT NULL,
    price_vnd bigint NOT NULL,
    price_usd bigint NOT NULL,
    CONSTRAINT plan_prices_pkey PRIMARY KEY (organisation_id, plan, starts_at),
    CONSTRAINT plan_prices_price_usd_check CHECK ((price_usd > 0)),
    CONSTRAINT plan_prices_price_vnd_check CHECK ((price_vnd > 0)),
    CONSTRAINT plan_prices_organisation_id_plan_fkey FOREIGN KEY (organisation_id, plan) REFERENCES plans(organisation_id, slug)
);

ALTER TABLE plan_prices ENABLE ROW LEVEL SECURITY;

ALTER TABLE plan_prices FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON plan_prices FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE plan_stock (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    plan text NOT NULL,
    for_sale bigint NOT NULL,
    taken bigint NOT NULL,
    CONSTRAINT plan_stock_pkey PRIMARY KEY (organisation_id, plan),
    CONSTRAINT plan_stock_for_sale_check CHECK ((for_sale >= 0)),
    CONSTRAINT plan_stock_taken_check CHECK ((taken >= 0)),
    CONSTRAINT plan_stock_organisation_id_plan_fkey FOREIGN KEY (organisation_id, plan) REFERENCES plans(organisation_id, slug)
);

ALTER TABLE plan_stock ENABLE ROW LEVEL SECURITY;

ALTER TABLE plan_stock FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON plan_stock FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE plans (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    slug text NOT NULL,
    position bigint NOT NULL,
    destination text NOT NULL,
    data_bytes bigint NOT NULL,
    daily bigint NOT NULL,
    validity_days bigint NOT NULL,
    price_vnd bigint NOT NULL,
    price_usd bigint NOT NULL,
    supplier_code text NOT NULL,
    supplier_price bigint NOT NULL,
    state text NOT NULL,
    available bigint NOT NULL,
    revision bigint NOT NULL,
    supplier text NOT NULL DEFAULT 'esim-access'::text,
    CONSTRAINT plans_pkey PRIMARY KEY (organisation_id, slug),
    CONSTRAINT plans_available_check CHECK ((available = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT plans_daily_check CHECK ((daily = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT plans_data_bytes_check CHECK ((data_bytes > 0)),
    CONSTRAINT plans_price_usd_check CHECK ((price_usd > 0)),
    CONSTRAINT plans_price_vnd_check CHECK ((price_vnd > 0)),
    CONSTRAINT plans_state_check CHECK ((state = ANY (ARRAY['active'::text, 'inactive'::text]))),
    CONSTRAINT plans_supplier_price_check CHECK ((supplier_price > 0)),
    CONSTRAINT plans_validity_days_check CHECK ((validity_days > 0)),
    CONSTRAINT plans_organisation_id_destination_fkey FOREIGN KEY (organisation_id, destination) REFERENCES destinations(organisation_id, slug)
);

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE plans FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON plans FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE policy_versions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    version text NOT NULL,
    revised_on text NOT NULL,
    published_at bigint NOT NULL,
    content text NOT NULL,
    withdrawn_at bigint,
    CONSTRAINT policy_versions_pkey PRIMARY KEY (organisation_id, version)
);

ALTER TABLE policy_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE policy_versions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON policy_versions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE provider_credentials (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    provider text NOT NULL,
    id bytea NOT NULL,
    holder bytea NOT NULL,
    secrets bytea NOT NULL,
    shown text NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT provider_credentials_pkey PRIMARY KEY (organisation_id, provider),
    CONSTRAINT provider_credentials_organisation_id_id_key UNIQUE (organisation_id, id)
);

ALTER TABLE provider_credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE provider_credentials FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON provider_credentials FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE refunds (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    payment_id bytea NOT NULL,
    order_id bytea NOT NULL,
    person_id bytea,
    amount bigint NOT NULL,
    currency text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    problem text,
    reference bytea,
    reference_digest bytea,
    key_number bigint NOT NULL,
    sent_at bigint,
    requested_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT refunds_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT refunds_amount_check CHECK ((amount > 0)),
    CONSTRAINT refunds_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT refunds_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT refunds_organisation_id_reference_digest_key UNIQUE (organisation_id, reference_digest)
);

CREATE INDEX refunds_by_order ON public.refunds USING btree (organisation_id, order_id);

CREATE INDEX refunds_by_payment ON public.refunds USING btree (organisation_id, payment_id);

CREATE INDEX refunds_by_person ON public.refunds USING btree (organisation_id, person_id);

CREATE INDEX refunds_by_state ON public.refunds USING btree (organisation_id, state, requested_at, order_id, amount);

ALTER TABLE refunds ENABLE ROW LEVEL SECURITY;

ALTER TABLE refunds FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON refunds FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE restorations (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    taken_at bigint NOT NULL,
    restored_at bigint NOT NULL,
    reconciled_at bigint,
    CONSTRAINT restorations_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT restorations_id_check CHECK ((length(id) = 16))
);

ALTER TABLE restorations ENABLE ROW LEVEL SECURITY;

ALTER TABLE restorations FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON restorations FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE rights_request_people (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    request_id bytea NOT NULL,
    person_id bytea NOT NULL,
    CONSTRAINT rights_request_people_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT rights_request_people_organisation_id_request_id_fkey FOREIGN KEY (organisation_id, request_id) REFERENCES rights_requests(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX rights_request_people_by_person ON public.rights_request_people USING btree (organisation_id, person_id);

CREATE INDEX rights_request_people_by_request ON public.rights_request_people USING btree (organisation_id, request_id);

ALTER TABLE rights_request_people ENABLE ROW LEVEL SECURITY;

ALTER TABLE rights_request_people FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON rights_request_people FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE rights_requests (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    token_digest bytea NOT NULL,
    language text NOT NULL,
    state bigint NOT NULL,
    asked_at bigint NOT NULL,
    verified_at bigint,
    due_at bigint NOT NULL,
    concluded_at bigint,
    receipt text,
    CONSTRAINT rights_requests_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT rights_requests_state_check CHECK (((state >= 1) AND (state <= 4))),
    CONSTRAINT rights_requests_organisation_id_token_digest_key UNIQUE (organisation_id, token_digest)
);

ALTER TABLE rights_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE rights_requests FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON rights_requests FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE schema_migrations (
    number bigint NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    applied_at bigint NOT NULL,
    needs bigint,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);

CREATE TABLE sequences (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    name text NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT sequences_pkey PRIMARY KEY (organisation_id, name),
    CONSTRAINT sequences_last_check CHECK ((last >= 0))
);

ALTER TABLE sequences ENABLE ROW LEVEL SECURITY;

ALTER TABLE sequences FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON sequences FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE staff (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    person_id bytea NOT NULL,
    role text NOT NULL,
    name bytea,
    email bytea,
    added_at bigint NOT NULL,
    disabled_at bigint,
    CONSTRAINT staff_pkey PRIMARY KEY (organisation_id, person_id)
);

ALTER TABLE staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE staff FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON staff FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE staff_news (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    person_id bytea NOT NULL,
    kind text NOT NULL,
    address bytea NOT NULL,
    language text NOT NULL,
    told_until bigint NOT NULL,
    mailed_at bigint,
    CONSTRAINT staff_news_pkey PRIMARY KEY (organisation_id, id)
);

CREATE UNIQUE INDEX staff_news_by_person ON public.staff_news USING btree (organisation_id, person_id, kind);

ALTER TABLE staff_news ENABLE ROW LEVEL SECURITY;

ALTER TABLE staff_news FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON staff_news FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE staff_sessions (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    token_digest bytea NOT NULL,
    person_id bytea NOT NULL,
    began_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    CONSTRAINT staff_sessions_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT staff_sessions_organisation_id_token_digest_key UNIQUE (organisation_id, token_digest)
);

CREATE INDEX staff_sessions_by_person ON public.staff_sessions USING btree (organisation_id, person_id);

ALTER TABLE staff_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE staff_sessions FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON staff_sessions FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE stock_uses (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    order_id bytea NOT NULL,
    plan text NOT NULL,
    quantity bigint NOT NULL,
    state text NOT NULL,
    CONSTRAINT stock_uses_pkey PRIMARY KEY (organisation_id, order_id, plan),
    CONSTRAINT stock_uses_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT stock_uses_state_check CHECK ((state = ANY (ARRAY['taken'::text, 'returned'::text]))),
    CONSTRAINT stock_uses_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE stock_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE stock_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON stock_uses FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE supplier_balances (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    supplier text NOT NULL,
    balance bigint NOT NULL,
    asked_at bigint NOT NULL,
    low_since bigint,
    CONSTRAINT supplier_balances_pkey PRIMARY KEY (organisation_id, supplier)
);

ALTER TABLE supplier_balances ENABLE ROW LEVEL SECURITY;

ALTER TABLE supplier_balances FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON supplier_balances FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE supplier_findings (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    plan text NOT NULL,
    kind text NOT NULL,
    old_price bigint NOT NULL,
    new_price bigint NOT NULL,
    proposed_vnd bigint NOT NULL,
    proposed_usd bigint NOT NULL,
    state text NOT NULL,
    found_at bigint NOT NULL,
    decided_at bigint,
    CONSTRAINT supplier_findings_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT supplier_findings_state_check CHECK ((state = ANY (ARRAY['open'::text, 'applied'::text, 'dismissed'::text])))
);

CREATE UNIQUE INDEX supplier_findings_open ON public.supplier_findings USING btree (organisation_id, plan) WHERE (state = 'open'::text);

ALTER TABLE supplier_findings ENABLE ROW LEVEL SECURITY;

ALTER TABLE supplier_findings FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON supplier_findings FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE supplies (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    order_id bytea NOT NULL,
    person_id bytea,
    state text NOT NULL,
    tries bigint NOT NULL,
    reference bytea,
    reference_digest bytea,
    problem text,
    ordered_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    supplier text NOT NULL DEFAULT 'esim-access'::text,
    package bigint NOT NULL DEFAULT 0,
    asked_at bigint,
    cost bigint,
    CONSTRAINT supplies_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT supplies_organisation_id_id_fkey FOREIGN KEY (organisation_id, id) REFERENCES order_lines(organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT supplies_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX supplies_by_order ON public.supplies USING btree (organisation_id, order_id);

CREATE INDEX supplies_by_person ON public.supplies USING btree (organisation_id, person_id);

CREATE INDEX supplies_by_reference ON public.supplies USING btree (organisation_id, reference_digest);

CREATE INDEX supplies_by_time ON public.supplies USING btree (organisation_id, ordered_at, supplier, cost);

CREATE INDEX supplies_in_trouble ON public.supplies USING btree (organisation_id, changed_at, problem) WHERE (problem IS NOT NULL);

ALTER TABLE supplies ENABLE ROW LEVEL SECURITY;

ALTER TABLE supplies FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON supplies FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE switched_off_purposes (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    purpose text NOT NULL,
    switched_off_at bigint NOT NULL,
    CONSTRAINT switched_off_purposes_pkey PRIMARY KEY (organisation_id, purpose)
);

ALTER TABLE switched_off_purposes ENABLE ROW LEVEL SECURITY;

ALTER TABLE switched_off_purposes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON switched_off_purposes FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE top_ups (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    slug text NOT NULL,
    position bigint NOT NULL,
    destination text NOT NULL,
    data_bytes bigint NOT NULL,
    validity_days bigint NOT NULL,
    price_vnd bigint NOT NULL,
    price_usd bigint NOT NULL,
    supplier_code text NOT NULL,
    supplier_price bigint NOT NULL,
    listed bigint NOT NULL,
    available bigint NOT NULL,
    supplier text NOT NULL DEFAULT 'esim-access'::text,
    CONSTRAINT top_ups_pkey PRIMARY KEY (organisation_id, slug),
    CONSTRAINT top_ups_available_check CHECK ((available = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT top_ups_data_bytes_check CHECK ((data_bytes > 0)),
    CONSTRAINT top_ups_listed_check CHECK ((listed = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT top_ups_price_usd_check CHECK ((price_usd > 0)),
    CONSTRAINT top_ups_price_vnd_check CHECK ((price_vnd > 0)),
    CONSTRAINT top_ups_supplier_price_check CHECK ((supplier_price > 0)),
    CONSTRAINT top_ups_validity_days_check CHECK ((validity_days > 0)),
    CONSTRAINT top_ups_organisation_id_destination_fkey FOREIGN KEY (organisation_id, destination) REFERENCES destinations(organisation_id, slug)
);

ALTER TABLE top_ups ENABLE ROW LEVEL SECURITY;

ALTER TABLE top_ups FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON top_ups FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE usage_notices (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    esim_id bytea NOT NULL,
    kind text NOT NULL,
    mark bigint NOT NULL,
    noted_at bigint NOT NULL,
    CONSTRAINT usage_notices_pkey PRIMARY KEY (organisation_id, esim_id, kind, mark),
    CONSTRAINT usage_notices_kind_check CHECK ((kind = ANY (ARRAY['low-data'::text, 'expiring'::text]))),
    CONSTRAINT usage_notices_organisation_id_esim_id_fkey FOREIGN KEY (organisation_id, esim_id) REFERENCES esims(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE usage_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE usage_notices FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON usage_notices FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE visit_days (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    day bigint NOT NULL,
    measure text NOT NULL,
    item text NOT NULL,
    total bigint NOT NULL,
    CONSTRAINT visit_days_pkey PRIMARY KEY (organisation_id, day, measure, item),
    CONSTRAINT visit_days_total_check CHECK ((total >= 0))
);

ALTER TABLE visit_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE visit_days FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON visit_days FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE visits (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    began_minute bigint NOT NULL,
    seconds bigint NOT NULL,
    referrer_host text,
    referrer_path text,
    country text,
    region text,
    screen text,
    system text,
    browser text,
    CONSTRAINT visits_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT visits_check CHECK (((referrer_host IS NULL) = (referrer_path IS NULL))),
    CONSTRAINT visits_check1 CHECK (((region IS NULL) OR (country IS NOT NULL))),
    CONSTRAINT visits_country_check CHECK ((length(country) = 2)),
    CONSTRAINT visits_id_check CHECK ((length(id) = 16)),
    CONSTRAINT visits_seconds_check CHECK ((seconds >= 0))
);

CREATE INDEX visits_by_time ON public.visits USING btree (organisation_id, began_minute);

ALTER TABLE visits ENABLE ROW LEVEL SECURITY;

ALTER TABLE visits FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON visits FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));

CREATE TABLE withdrawals (
    organisation_id uuid NOT NULL DEFAULT (current_setting('sampan.organisation'::text))::uuid,
    id bytea NOT NULL,
    stated_at bigint NOT NULL,
    decision text,
    decided_at bigint,
    CONSTRAINT withdrawals_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT withdrawals_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
    CONSTRAINT withdrawals_decision_check CHECK ((decision = ANY (ARRAY['by-right'::text, 'by-shop-rule'::text, 'ended-with-supply'::text, 'too-late'::text]))),
    CONSTRAINT withdrawals_organisation_id_id_fkey FOREIGN KEY (organisation_id, id) REFERENCES orders(organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE withdrawals FORCE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON withdrawals FOR ALL USING (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting)) WITH CHECK (organisation_id = ( SELECT (current_setting('sampan.organisation'::text))::uuid AS current_setting));
