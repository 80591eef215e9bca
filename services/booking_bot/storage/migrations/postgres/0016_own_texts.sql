-- What customers read in the owner's own words, a row for a text that was ever changed.

CREATE TABLE own_texts (
    kind      text NOT NULL,
    language  text NOT NULL,
    text      text,  -- null: the default holds
    former    text,  -- what stood there before; null: the default
    PRIMARY KEY (kind, language)
);
