-- Notifications as they came, before anything was believed of them. A notification is only a hint: "look at this".

CREATE TABLE inbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dedupe_key   text NOT NULL UNIQUE,                -- event:object id, or the digest of a body nobody understands
    event        text,
    object_id    text,
    raw_body     bytea NOT NULL,
    headers      jsonb NOT NULL,
    remote_ip    inet NOT NULL,
    hits         integer NOT NULL DEFAULT 1,
    state        text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'working', 'done', 'ignored')),
    outcome      text,                                -- what the master answered
    attempts     integer NOT NULL DEFAULT 0,
    next_try_at  timestamptz NOT NULL,
    lease_until  timestamptz,
    last_error   text,
    received_at  timestamptz NOT NULL,
    done_at      timestamptz
);
CREATE INDEX inbox_due ON inbox (next_try_at) WHERE state IN ('new', 'working');
