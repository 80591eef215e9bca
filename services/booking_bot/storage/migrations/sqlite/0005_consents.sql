-- Who agreed to which text about personal data, and who took it back. Rows are only added.

CREATE TABLE consents (
    id            integer PRIMARY KEY AUTOINCREMENT,
    customer_id   integer NOT NULL REFERENCES customers,
    text_version  text NOT NULL,
    given         integer NOT NULL,  -- false: taken back
    at            text NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;
CREATE INDEX consents_customer ON consents (customer_id, id);
