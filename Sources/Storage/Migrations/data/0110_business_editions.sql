-- Which edition of the business's folder, its policy and catalogue, the organisation has taken over.
CREATE TABLE business_editions (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    edition INTEGER NOT NULL
);
