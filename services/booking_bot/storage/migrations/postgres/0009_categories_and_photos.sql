-- Categories of services, in the order in which the owner made them, and photos by Telegram's file ids.

CREATE TABLE categories (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL CHECK (name <> ''),
    position  integer NOT NULL
);

ALTER TABLE services ADD COLUMN category_id bigint REFERENCES categories;  -- null: in none
ALTER TABLE services ADD COLUMN photo text;

ALTER TABLE specialists ADD COLUMN photo text;
