-- Who had the relay report a notification once more, and when. Rows are only added.

CREATE TABLE replays (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inbox_id     bigint NOT NULL REFERENCES inbox ON DELETE CASCADE,
    replayed_at  timestamptz NOT NULL,
    replayed_by  text NOT NULL                        -- as "olga@host"
);
CREATE INDEX replays_of_notification ON replays (inbox_id);
