-- Several suppliers: who has a package, who was asked for a line, and who serves an eSIM. Until now there was one.
ALTER TABLE plans ADD COLUMN supplier TEXT NOT NULL DEFAULT 'esim-access';

ALTER TABLE top_ups ADD COLUMN supplier TEXT NOT NULL DEFAULT 'esim-access';

ALTER TABLE order_lines ADD COLUMN supplier TEXT NOT NULL DEFAULT 'esim-access';

ALTER TABLE esims ADD COLUMN supplier TEXT NOT NULL DEFAULT 'esim-access';

-- Finds an eSIM that a supplier's message names.
ALTER TABLE esims ADD COLUMN profile_digest BLOB;

CREATE INDEX esims_by_profile ON esims (profile_digest);

-- Who else has what a plan or a top-up brings, in the order in which they are asked; the plan's own package comes before them.
CREATE TABLE further_packages (
    offer TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    available INTEGER NOT NULL CHECK (available IN (0, 1)),
    PRIMARY KEY (offer, position)
);

-- The same for a line as it was sold.
CREATE TABLE line_packages (
    line_id BLOB NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL CHECK (supplier_price > 0),
    PRIMARY KEY (line_id, position)
);

-- Who is asked for the line, or serves it, and with which of its packages.
ALTER TABLE supplies ADD COLUMN supplier TEXT NOT NULL DEFAULT 'esim-access';

ALTER TABLE supplies ADD COLUMN package INTEGER NOT NULL DEFAULT 0;

-- When that supplier was asked and has not said no since: it may have the order. Written before it is asked.
ALTER TABLE supplies ADD COLUMN asked_at INTEGER;

-- What the supplier asked for it all, in ten-thousandths of a US dollar; known once it took the order.
ALTER TABLE supplies ADD COLUMN cost INTEGER;

CREATE INDEX supplies_by_time ON supplies (ordered_at, supplier, cost);
