-- Visits of people who allowed counting. Nothing here names anybody: no address, no user agent, no order, and no time finer than a minute.
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
);

CREATE INDEX visits_by_time ON visits (began_minute);

-- Pages by the template of their route: that an order page was seen, never which. The ids are random, since an ordered one tells the moment.
CREATE TABLE page_views (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    visit_id BLOB NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
    minute INTEGER NOT NULL,
    page TEXT NOT NULL
);

CREATE INDEX page_views_by_visit ON page_views (visit_id);

CREATE INDEX page_views_by_time ON page_views (minute);

-- What remains of visits: totals of a day where the business is, counted from 1970. One measure at a time, so that nothing combines.
CREATE TABLE visit_days (
    day INTEGER NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    PRIMARY KEY (day, measure, item)
);
