-- What is on sale. The one row of catalogue says which file the tables follow and counts every change.
CREATE TABLE catalogue (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    digest BLOB NOT NULL,
    changed_at INTEGER NOT NULL
);

-- A plan is on sale when the file lists it and nobody withdrew it. Rows are never deleted: orders name them.
-- Prices are whole dong and US cents; the supplier's price is in ten-thousandths of a US dollar.
CREATE TABLE plans (
    slug TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    destination TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    place_vi TEXT NOT NULL,
    place_en TEXT NOT NULL,
    countries TEXT NOT NULL,
    networks TEXT NOT NULL,
    speed TEXT NOT NULL,
    hotspot INTEGER NOT NULL CHECK (hotspot IN (0, 1)),
    data_bytes INTEGER NOT NULL CHECK (data_bytes > 0),
    validity_days INTEGER NOT NULL CHECK (validity_days > 0),
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
);

CREATE TABLE top_ups (
    slug TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    destination TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    data_bytes INTEGER NOT NULL CHECK (data_bytes > 0),
    validity_days INTEGER NOT NULL CHECK (validity_days > 0),
    price_vnd INTEGER NOT NULL CHECK (price_vnd > 0),
    price_usd INTEGER NOT NULL CHECK (price_usd > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0)
);
