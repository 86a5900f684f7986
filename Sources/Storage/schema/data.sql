-- What the migrations of this folder's name add up to. Written by `make snapshots`.

CREATE TABLE agent_presence (
    person_id BLOB NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    ending TEXT NOT NULL,
    person_id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_by_person ON api_keys (person_id);

CREATE TABLE assistance_calls (
    id BLOB NOT NULL PRIMARY KEY,
    task TEXT NOT NULL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    first_position INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    called_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX assistance_calls_by_conversation ON assistance_calls (conversation_id, called_at);

CREATE INDEX assistance_calls_by_person ON assistance_calls (person_id);

CREATE INDEX assistance_calls_by_time ON assistance_calls (called_at);

CREATE TABLE attentions (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB REFERENCES orders (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT,
    raised_at INTEGER NOT NULL,
    resolved_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX attentions_by_order ON attentions (order_id);

CREATE UNIQUE INDEX attentions_open ON attentions (reason, subject) WHERE resolved_at IS NULL;

CREATE TABLE audit_checkpoints (
    log TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    signed_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    log TEXT NOT NULL CHECK (log IN ('access', 'evidence', 'instance')),
    recorded_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- The leaf's index in its log, given by the sequencer after the commit.
    position INTEGER CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX audit_entries_position ON audit_entries (log, position) WHERE position IS NOT NULL;

CREATE INDEX audit_entries_unnumbered ON audit_entries (id) WHERE position IS NULL;

CREATE TABLE audit_links (
    entry_id BLOB NOT NULL,
    reference BLOB NOT NULL CHECK (length(reference) = 16),
    role TEXT NOT NULL CHECK (role IN ('subject', 'member', 'actor', 'object')),
    person_id BLOB,
    object_id BLOB,
    PRIMARY KEY (entry_id, reference),
    CHECK (person_id IS NOT NULL OR object_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_links_object ON audit_links (object_id) WHERE object_id IS NOT NULL;

CREATE INDEX audit_links_person ON audit_links (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE audit_nodes (
    log TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (log, level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_openings (
    entry_id BLOB NOT NULL PRIMARY KEY,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    payload BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_trees (
    log TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Bodies below this position have been pruned, their leaf hashes kept.
    minimum_position INTEGER NOT NULL CHECK (minimum_position BETWEEN 0 AND size)
) STRICT, WITHOUT ROWID;

CREATE TABLE bridge_groups (
    former_chat INTEGER NOT NULL PRIMARY KEY,
    chat INTEGER NOT NULL,
    moved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bridge_topics (
    conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER,
    carried_position INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    UNIQUE (chat, thread)
) STRICT, WITHOUT ROWID;

CREATE INDEX bridge_topics_by_person ON bridge_topics (person_id);

CREATE TABLE business_editions (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    edition INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE buyers (
    person_id BLOB NOT NULL PRIMARY KEY,
    email BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE callbacks (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    provider TEXT NOT NULL,
    -- The account of ours the provider names, or an empty text where it names none.
    account TEXT NOT NULL,
    -- The provider's own id of the event.
    event TEXT NOT NULL,
    -- Whose key the body is sealed under: that of the day's inbox.
    inbox BLOB NOT NULL CHECK (length(inbox) = 16),
    -- The sealed bytes; NULL once their time is over.
    body BLOB,
    state TEXT NOT NULL CHECK (state IN ('received', 'done', 'ignored', 'failed')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    -- A short code, no personal data.
    last_error TEXT,
    received_at INTEGER NOT NULL,
    -- When it was done, found to ask nothing of us, or given up.
    ended_at INTEGER,
    CHECK ((state = 'received') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX callbacks_event ON callbacks (provider, event);

CREATE INDEX callbacks_failed ON callbacks (ended_at) WHERE state = 'failed';

CREATE INDEX callbacks_received ON callbacks (received_at);

CREATE TABLE catalogue (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    vnd_per_usd INTEGER NOT NULL CHECK (vnd_per_usd > 0),
    rate_from INTEGER NOT NULL,
    minimum_margin INTEGER NOT NULL CHECK (minimum_margin BETWEEN 0 AND 90),
    followed_change INTEGER NOT NULL CHECK (followed_change BETWEEN 0 AND 100),
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_identities (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (person_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_messages (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
    conversation_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    digest BLOB UNIQUE,
    external BLOB,
    kind TEXT NOT NULL,
    payload BLOB,
    reply_to BLOB,
    template_id BLOB,
    state TEXT NOT NULL,
    trouble TEXT,
    code INTEGER,
    tries INTEGER NOT NULL,
    tried_at INTEGER,
    sent_at INTEGER,
    delivered_at INTEGER,
    read_at INTEGER,
    failed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX channel_messages_by_conversation ON channel_messages (conversation_id, state);

CREATE INDEX channel_messages_by_person ON channel_messages (person_id);

CREATE TABLE channel_numbers (
    number TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    shown TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    quality TEXT,
    -- Why nothing is sent from it at present: the messenger's code. NULL while all is well.
    paused_code INTEGER,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_profiles (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL UNIQUE REFERENCES contacts (person_id) ON DELETE CASCADE,
    name BLOB NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_threads (
    conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    number TEXT NOT NULL,
    last_inbound_at INTEGER,
    stopped_at INTEGER,
    agreed_at INTEGER,
    marketing_stopped_at INTEGER,
    blocked_at INTEGER,
    unreachable_at INTEGER,
    read_position INTEGER NOT NULL,
    UNIQUE (person_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_sessions (
    digest BLOB NOT NULL PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    began_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX chat_sessions_by_conversation ON chat_sessions (conversation_id);

CREATE INDEX chat_sessions_by_person ON chat_sessions (person_id);

CREATE TABLE contact_identifiers (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value BLOB NOT NULL,
    proven_at INTEGER,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_identifiers_by_person ON contact_identifiers (person_id);

CREATE TABLE contacts (
    person_id BLOB NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    minimum_age INTEGER,
    first_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    assignee BLOB,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    notice_shown_at INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    last_visitor_position INTEGER NOT NULL,
    staff_delivered INTEGER NOT NULL,
    staff_read INTEGER NOT NULL,
    visitor_delivered INTEGER NOT NULL,
    visitor_read INTEGER NOT NULL,
    mailed_position INTEGER NOT NULL,
    snoozed_until INTEGER,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX conversations_by_assignee ON conversations (assignee, state, changed_at);

CREATE INDEX conversations_by_change ON conversations (state, changed_at);

CREATE INDEX conversations_by_person ON conversations (person_id);

CREATE TABLE coupon_uses (
    order_id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    coupon_id BLOB NOT NULL REFERENCES coupons (id),
    person_id BLOB,
    buyer_digest BLOB,
    state TEXT NOT NULL CHECK (state IN ('taken', 'returned')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX coupon_uses_by_buyer ON coupon_uses (coupon_id, buyer_digest);

CREATE TABLE coupons (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 90),
    amount_vnd INTEGER NOT NULL CHECK (amount_vnd >= 0),
    amount_usd INTEGER NOT NULL CHECK (amount_usd >= 0),
    minimum_vnd INTEGER NOT NULL CHECK (minimum_vnd >= 0),
    minimum_usd INTEGER NOT NULL CHECK (minimum_usd >= 0),
    destinations TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    limit_total INTEGER CHECK (limit_total > 0),
    limit_per_buyer INTEGER CHECK (limit_per_buyer > 0),
    uses INTEGER NOT NULL CHECK (uses >= 0),
    made_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (
    slug TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    region TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    countries TEXT NOT NULL,
    networks TEXT NOT NULL,
    speed TEXT NOT NULL,
    hotspot INTEGER NOT NULL CHECK (hotspot IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosures (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    categories TEXT NOT NULL,
    subject BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    reason TEXT,
    policy_version TEXT NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX disclosures_by_person ON disclosures (person_id, sent_at);

CREATE INDEX disclosures_by_subject ON disclosures (subject, sent_at);

CREATE INDEX disclosures_by_time ON disclosures (sent_at, recipient, state);

CREATE TABLE disputes (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    payment_id BLOB NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
    digest BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('inquiry', 'needs-response', 'under-review', 'won', 'lost', 'closed')),
    -- The bank's word for it.
    reason TEXT NOT NULL,
    -- As the bank counts: it may be a part, and in another currency than the order's.
    amount INTEGER,
    currency TEXT,
    -- Until when evidence may be handed in.
    due_at INTEGER,
    -- When the money was taken from the shop's account, and when it came back.
    withdrawn_at INTEGER,
    reinstated_at INTEGER,
    raised_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX disputes_by_order ON disputes (order_id);

CREATE INDEX disputes_open ON disputes (state, due_at, amount, currency, withdrawn_at, reinstated_at)
    WHERE state IN ('inquiry', 'needs-response', 'under-review');

CREATE TABLE email_corrections (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'proven', 'refused', 'superseded')),
    address BLOB NOT NULL,
    former BLOB,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX email_corrections_by_order ON email_corrections (order_id);

CREATE INDEX email_corrections_by_person ON email_corrections (person_id, asked_at);

CREATE TABLE erasure_cases (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL UNIQUE REFERENCES rights_requests (id) ON DELETE CASCADE,
    person_id BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    people_erased INTEGER NOT NULL,
    reply_address BLOB,
    kept_until_year INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_notices (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id) ON DELETE CASCADE,
    person_id BLOB,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    handle BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    answer TEXT,
    told_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_notices_by_case ON erasure_notices (case_id);

CREATE TABLE erasure_subjects (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_subjects_by_case ON erasure_subjects (case_id);

CREATE TABLE esims (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_id BLOB NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id BLOB NOT NULL,
    profile BLOB NOT NULL,
    iccid BLOB NOT NULL,
    activation_code BLOB NOT NULL,
    state TEXT NOT NULL,
    total_bytes INTEGER NOT NULL,
    used_bytes INTEGER NOT NULL,
    expires_at INTEGER,
    checked_at INTEGER NOT NULL, supplier TEXT NOT NULL DEFAULT 'esim-access', profile_digest BLOB,
    UNIQUE (line_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX esims_by_order ON esims (order_id);

CREATE INDEX esims_by_person ON esims (person_id);

CREATE INDEX esims_by_profile ON esims (profile_digest);

CREATE TABLE fraud_marks (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'email', 'card', 'card-with-email')),
    code BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX fraud_marks_by_code ON fraud_marks (code, at);

CREATE INDEX fraud_marks_by_time ON fraud_marks (at);

CREATE TABLE further_packages (
    offer TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    available INTEGER NOT NULL CHECK (available IN (0, 1)),
    PRIMARY KEY (offer, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE help_articles (
    id BLOB NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incoming_money (
    id BLOB NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    -- Of the source's own number, so that the same money is taken once.
    digest BLOB NOT NULL UNIQUE,
    -- Whose key the sealed values are under: the buyer's, or the payer's own while no order is known.
    person_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    open_amount INTEGER NOT NULL CHECK (open_amount >= 0 AND open_amount <= amount),
    -- Why a part is open; NULL when none is.
    reason TEXT,
    reference BLOB,
    content BLOB,
    payer BLOB,
    received_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX incoming_money_by_person ON incoming_money (person_id);

CREATE INDEX incoming_money_open ON incoming_money (received_at) WHERE open_amount > 0;

CREATE TABLE invoices (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    basis TEXT NOT NULL,
    end_year INTEGER NOT NULL,
    holder BLOB NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'done', 'dead')),
    run_at INTEGER NOT NULL,
    -- How often it was started: the token of the present lease.
    attempts INTEGER NOT NULL,
    -- How often it failed or was lost in a crash since it last did not.
    failures INTEGER NOT NULL,
    lease_until INTEGER,
    -- A short code, no personal data.
    last_error TEXT,
    -- 1 when at most one job of this kind and subject may be pending.
    is_exclusive INTEGER NOT NULL CHECK (is_exclusive IN (0, 1)),
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'dead')) = (finished_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_dead ON jobs (finished_at) WHERE state = 'dead';

CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'pending';

CREATE UNIQUE INDEX jobs_exclusive ON jobs (kind, subject) WHERE state = 'pending' AND is_exclusive = 1;

CREATE INDEX jobs_leased ON jobs (lease_until, id) WHERE state = 'running';

CREATE TABLE line_packages (
    line_id BLOB NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    PRIMARY KEY (line_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL,
    type TEXT NOT NULL,
    name BLOB NOT NULL,
    seal BLOB,
    size INTEGER,
    chunks INTEGER,
    stored_at INTEGER NOT NULL,
    attached_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX media_by_attachment ON media (attached_at, stored_at);

CREATE INDEX media_by_person ON media (person_id);

CREATE TABLE media_chunks (
    id BLOB NOT NULL PRIMARY KEY,
    media_id BLOB NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX media_chunks_by_media ON media_chunks (media_id);

CREATE INDEX media_chunks_by_person ON media_chunks (person_id);

CREATE TABLE message_reactions (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    side TEXT NOT NULL,
    emoji BLOB NOT NULL,
    reacted_at INTEGER NOT NULL,
    UNIQUE (message_id, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_templates (
    id BLOB NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    header TEXT,
    body TEXT NOT NULL,
    button_parameters TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    UNIQUE (account, name, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_words (
    message_id BLOB NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    bits_0 INTEGER NOT NULL,
    bits_1 INTEGER NOT NULL,
    bits_2 INTEGER NOT NULL,
    bits_3 INTEGER NOT NULL,
    bits_4 INTEGER NOT NULL,
    bits_5 INTEGER NOT NULL,
    bits_6 INTEGER NOT NULL,
    bits_7 INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX message_words_by_person ON message_words (person_id);

CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    direction TEXT NOT NULL,
    route TEXT NOT NULL,
    author BLOB,
    client_id BLOB NOT NULL,
    text BLOB NOT NULL,
    written_at INTEGER NOT NULL,
    edited_at INTEGER, media_id BLOB,
    UNIQUE (conversation_id, position),
    UNIQUE (conversation_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX messages_by_person ON messages (person_id);

CREATE TABLE money_uses (
    id BLOB NOT NULL PRIMARY KEY,
    money_id BLOB NOT NULL REFERENCES incoming_money (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'returning', 'returned', 'lost', 'written-off', 'released')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    payment_id BLOB,
    actor TEXT NOT NULL,
    -- A code, never what anybody typed.
    detail TEXT,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX money_uses_by_money ON money_uses (money_id);

CREATE INDEX money_uses_by_payment ON money_uses (payment_id);

CREATE TABLE order_events (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX order_events_by_order ON order_events (order_id, at, id);

CREATE TABLE order_lines (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    slug TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10),
    unit_price INTEGER NOT NULL CHECK (unit_price > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL, supplier TEXT NOT NULL DEFAULT 'esim-access',
    UNIQUE (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_link_requests (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX order_link_requests_by_person ON order_link_requests (person_id);

CREATE INDEX order_link_requests_by_request ON order_link_requests (request_id);

CREATE TABLE order_mails (
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (order_id, kind, copy)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_reviews (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'released', 'refused')),
    -- What whoever decided wrote, sealed under the buyer's key.
    note BLOB,
    raised_at INTEGER NOT NULL,
    decided_at INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX order_reviews_by_person ON order_reviews (person_id);

CREATE TABLE orders (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('esim', 'top-up')),
    state TEXT NOT NULL,
    state_before_freeze TEXT,
    person_id BLOB,
    attempt BLOB UNIQUE,
    draft_digest BLOB,
    esim_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    minimum_age INTEGER NOT NULL,
    immediate_supply_agreed INTEGER NOT NULL CHECK (immediate_supply_agreed IN (0, 1)),
    placed_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- The latest end of its eSIMs that the network told; NULL until it told one. Terms of keeping count from here.
    service_ends_at INTEGER,
    -- Codes over what an erasure leaves and over the lines: a row edited past the program no longer fits them.
    seal BLOB NOT NULL,
    lines_seal BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_by_person ON orders (person_id);

CREATE INDEX orders_by_state ON orders (state, placed_at);

CREATE INDEX orders_by_time ON orders (placed_at, state, currency, amount);

CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    created_at INTEGER NOT NULL,
    -- The event's number, given by the sequencer after the commit.
    sequence INTEGER CHECK (sequence > 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX outbox_sequence ON outbox (sequence) WHERE sequence IS NOT NULL;

CREATE INDEX outbox_unnumbered ON outbox (id) WHERE sequence IS NULL;

CREATE TABLE page_views (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    visit_id BLOB NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
    minute INTEGER NOT NULL,
    page TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX page_views_by_time ON page_views (minute);

CREATE INDEX page_views_by_visit ON page_views (visit_id);

CREATE TABLE payments (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    -- The policy's name of who takes the money.
    processor TEXT NOT NULL,
    person_id BLOB,
    state TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    -- What has arrived by bank transfer.
    received INTEGER NOT NULL CHECK (received >= 0),
    reference BLOB,
    reference_digest BLOB UNIQUE,
    charge BLOB,
    charge_digest BLOB,
    page BLOB,
    card BLOB,
    expires_at INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (order_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX payments_by_charge ON payments (charge_digest);

CREATE INDEX payments_by_person ON payments (person_id);

CREATE TABLE plan_changes (
    id BLOB NOT NULL PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (slug),
    kind TEXT NOT NULL,
    price_vnd INTEGER NOT NULL,
    price_usd INTEGER NOT NULL,
    supplier_price INTEGER NOT NULL,
    starts_at INTEGER,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_changes_by_plan ON plan_changes (plan, at, id);

CREATE TABLE plan_prices (
    plan TEXT NOT NULL REFERENCES plans (slug),
    starts_at INTEGER NOT NULL,
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    PRIMARY KEY (plan, starts_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_stock (
    plan TEXT NOT NULL PRIMARY KEY REFERENCES plans (slug),
    for_sale INTEGER NOT NULL CHECK (for_sale >= 0),
    taken INTEGER NOT NULL CHECK (taken >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE plans (
    slug TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    destination TEXT NOT NULL REFERENCES destinations (slug),
    data_bytes INTEGER NOT NULL CHECK (data_bytes > 0),
    daily INTEGER NOT NULL CHECK (daily IN (0, 1)),
    validity_days INTEGER NOT NULL CHECK (validity_days > 0),
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    state TEXT NOT NULL CHECK (state IN ('active', 'inactive')),
    available INTEGER NOT NULL CHECK (available IN (0, 1)),
    revision INTEGER NOT NULL
, supplier TEXT NOT NULL DEFAULT 'esim-access') STRICT, WITHOUT ROWID;

CREATE TABLE policy_versions (
    version TEXT NOT NULL PRIMARY KEY,
    revised_on TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_credentials (
    provider TEXT NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    holder BLOB NOT NULL,
    secrets BLOB NOT NULL,
    shown TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE refunds (
    id BLOB NOT NULL PRIMARY KEY,
    payment_id BLOB NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    -- What the gateway calls it, once it has told.
    reference BLOB,
    reference_digest BLOB UNIQUE,
    -- The number of the key it was last sent under, and when that was first done; 0 and NULL before.
    key_number INTEGER NOT NULL,
    sent_at INTEGER,
    requested_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX refunds_by_order ON refunds (order_id);

CREATE INDEX refunds_by_payment ON refunds (payment_id);

CREATE INDEX refunds_by_person ON refunds (person_id);

CREATE INDEX refunds_by_state ON refunds (state, requested_at, order_id, amount);

CREATE TABLE restorations (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- When the backup was taken: what happened since is to be asked after.
    taken_at INTEGER NOT NULL,
    restored_at INTEGER NOT NULL,
    reconciled_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rights_request_people (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL REFERENCES rights_requests (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX rights_request_people_by_person ON rights_request_people (person_id);

CREATE INDEX rights_request_people_by_request ON rights_request_people (request_id);

CREATE TABLE rights_requests (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    language TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
    asked_at INTEGER NOT NULL,
    verified_at INTEGER,
    due_at INTEGER NOT NULL,
    concluded_at INTEGER,
    receipt TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_at INTEGER NOT NULL,
    -- The step a program must know to use this database; nothing when any program may.
    needs INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    person_id BLOB NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    name BLOB,
    email BLOB,
    added_at INTEGER NOT NULL,
    disabled_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_news (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    address BLOB NOT NULL,
    language TEXT NOT NULL,
    told_until INTEGER NOT NULL,
    mailed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX staff_news_by_person ON staff_news (person_id, kind);

CREATE TABLE staff_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    person_id BLOB NOT NULL,
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_sessions_by_person ON staff_sessions (person_id);

CREATE TABLE stock_uses (
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    plan TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('taken', 'returned')),
    PRIMARY KEY (order_id, plan)
) STRICT, WITHOUT ROWID;

CREATE TABLE supplier_balances (
    supplier TEXT NOT NULL PRIMARY KEY,
    balance INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    low_since INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE supplier_findings (
    id BLOB NOT NULL PRIMARY KEY,
    plan TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_price INTEGER NOT NULL,
    new_price INTEGER NOT NULL,
    proposed_vnd INTEGER NOT NULL,
    proposed_usd INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'applied', 'dismissed')),
    found_at INTEGER NOT NULL,
    decided_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX supplier_findings_open ON supplier_findings (plan) WHERE state = 'open';

CREATE TABLE supplies (
    id BLOB NOT NULL PRIMARY KEY REFERENCES order_lines (id) ON DELETE CASCADE,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    reference BLOB,
    reference_digest BLOB,
    problem TEXT,
    ordered_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, supplier TEXT NOT NULL DEFAULT 'esim-access', package INTEGER NOT NULL DEFAULT 0, asked_at INTEGER, cost INTEGER) STRICT, WITHOUT ROWID;

CREATE INDEX supplies_by_order ON supplies (order_id);

CREATE INDEX supplies_by_person ON supplies (person_id);

CREATE INDEX supplies_by_reference ON supplies (reference_digest);

CREATE INDEX supplies_by_time ON supplies (ordered_at, supplier, cost);

CREATE INDEX supplies_in_trouble ON supplies (changed_at, problem) WHERE problem IS NOT NULL;

CREATE TABLE switched_off_purposes (
    purpose TEXT NOT NULL PRIMARY KEY,
    switched_off_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE top_ups (
    slug TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    destination TEXT NOT NULL REFERENCES destinations (slug),
    data_bytes INTEGER NOT NULL CHECK (data_bytes > 0),
    validity_days INTEGER NOT NULL CHECK (validity_days > 0),
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    available INTEGER NOT NULL CHECK (available IN (0, 1))
, supplier TEXT NOT NULL DEFAULT 'esim-access') STRICT, WITHOUT ROWID;

CREATE TABLE usage_notices (
    esim_id BLOB NOT NULL REFERENCES esims (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('low-data', 'expiring')),
    mark INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (esim_id, kind, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_days (
    day INTEGER NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    PRIMARY KEY (day, measure, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
    -- A digest of the number in the analytics cookie, which cannot be found again from here.
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- Minutes since 1970.
    began_minute INTEGER NOT NULL,
    -- How long its pages were in sight.
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    -- Another site's page that led here; without its query.
    referrer_host TEXT,
    referrer_path TEXT,
    country TEXT CHECK (length(country) = 2),
    region TEXT,
    screen TEXT,
    system TEXT,
    browser TEXT,
    CHECK ((referrer_host IS NULL) = (referrer_path IS NULL)),
    CHECK (region IS NULL OR country IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX visits_by_time ON visits (began_minute);

CREATE TABLE withdrawals (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    stated_at INTEGER NOT NULL,
    decision TEXT CHECK (decision IN ('by-right', 'by-shop-rule', 'ended-with-supply', 'too-late')),
    decided_at INTEGER,
    CHECK ((decision IS NULL) = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
