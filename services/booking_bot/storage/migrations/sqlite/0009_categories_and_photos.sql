-- Categories of services, in the order in which the owner made them, and photos by Telegram's file ids.

CREATE TABLE categories (
    id        integer PRIMARY KEY AUTOINCREMENT,
    name      text NOT NULL CHECK (name <> ''),
    position  integer NOT NULL
) STRICT;

ALTER TABLE services ADD COLUMN category_id integer REFERENCES categories;  -- null: in none
ALTER TABLE services ADD COLUMN photo text;

ALTER TABLE specialists ADD COLUMN photo text;
