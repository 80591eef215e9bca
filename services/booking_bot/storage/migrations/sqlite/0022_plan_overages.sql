-- More is used than the plan holds: since when, and who has been told what of it.

CREATE TABLE plan_overages (
    limit_name  text PRIMARY KEY CHECK (limit_name IN ('specialists', 'bookings')),
    since       text NOT NULL CHECK (since GLOB '????-??-??T??:??:??.??????+00:00'),
    ended_at    text CHECK (ended_at GLOB '????-??-??T??:??:??.??????+00:00')      -- null: it still is so
) STRICT;

CREATE TABLE plan_news (
    limit_name  text NOT NULL REFERENCES plan_overages,
    news        text NOT NULL CHECK (news IN ('over', 'week', 'last_day', 'fine')),
    user_id     integer NOT NULL,            -- the owner who was told, in Telegram
    PRIMARY KEY (limit_name, news, user_id)
) STRICT;

CREATE INDEX bookings_created ON bookings (created_at);
