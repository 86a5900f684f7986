-- What is on sale, and by which rules prices follow the supplier's. The one row of catalogue counts every change.
-- vnd_per_usd is for margins only, never for a price. Percentages are whole.
CREATE TABLE catalogue (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    vnd_per_usd INTEGER NOT NULL CHECK (vnd_per_usd > 0),
    rate_from INTEGER NOT NULL,
    minimum_margin INTEGER NOT NULL CHECK (minimum_margin BETWEEN 0 AND 90),
    followed_change INTEGER NOT NULL CHECK (followed_change BETWEEN 0 AND 100),
    changed_at INTEGER NOT NULL
);

-- Countries and networks are lists with commas.
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
);

-- A plan is on sale while it is active, the supplier has it, and it is not sold below cost. Rows are never deleted: orders
-- name them. Prices are whole dong and US cents; the supplier's is in ten-thousandths of a US dollar. data_bytes is for
-- all days together, or for each when daily is 1. revision grows with every edit, so that two editors notice each other.
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
);

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
);

-- Prices that begin at a time. One that has begun stands in for the plan's own until the next change of the plan.
CREATE TABLE plan_prices (
    plan TEXT NOT NULL REFERENCES plans (slug),
    starts_at INTEGER NOT NULL,
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    PRIMARY KEY (plan, starts_at)
);

-- What was done to a plan and how it stood then. Who did it stands in the evidence log under the same id.
CREATE TABLE plan_changes (
    id BLOB NOT NULL PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (slug),
    kind TEXT NOT NULL,
    price_vnd INTEGER NOT NULL,
    price_usd INTEGER NOT NULL,
    supplier_price INTEGER NOT NULL,
    starts_at INTEGER,
    at INTEGER NOT NULL
);

CREATE INDEX plan_changes_by_plan ON plan_changes (plan, at, id);

-- What the supplier changed and somebody of ours has to decide about: one open finding for each plan.
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
);

CREATE UNIQUE INDEX supplier_findings_open ON supplier_findings (plan) WHERE state = 'open';
