-- How each person of the business wants to be told; the morning digests; what notices to them need besides.

CREATE TABLE preferences (
    user_id     integer PRIMARY KEY REFERENCES staff (user_id) ON DELETE CASCADE,
    told        text NOT NULL CHECK (told IN ('all', 'today', 'digest', 'nothing')),
    quiet_from  integer CHECK (quiet_from BETWEEN 0 AND 1439),  -- minutes after midnight; null: the business's
    quiet_to    integer CHECK (quiet_to BETWEEN 0 AND 1439),
    digest_at   integer CHECK (digest_at BETWEEN 0 AND 1439),  -- minutes after midnight; null: none
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;

CREATE TABLE digests (
    id        integer PRIMARY KEY AUTOINCREMENT,
    user_id   integer NOT NULL,  -- the reader, in Telegram
    day       text NOT NULL,  -- 2026-03-02
    state     text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
    attempts  integer NOT NULL DEFAULT 0,
    due_at    text NOT NULL CHECK (due_at GLOB '????-??-??T??:??:??.??????+00:00'),
    ended_at  text,
    error     text,
    UNIQUE (user_id, day)
) STRICT;
CREATE INDEX digests_due ON digests (due_at, id) WHERE state IN ('waiting', 'sending');

ALTER TABLE notices ADD COLUMN with_digest integer NOT NULL DEFAULT false;  -- waits for its reader's next digest
ALTER TABLE notices ADD COLUMN urgent_at text;  -- null: quiet hours hold for it at any time
ALTER TABLE notices ADD COLUMN by_user_id integer;  -- who of the business did it
CREATE INDEX notices_told ON notices (user_id, ended_at) WHERE state = 'sent';
