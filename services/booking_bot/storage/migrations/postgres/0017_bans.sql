-- Who is banned and had his data deleted: his Telegram id, and nothing else.

CREATE TABLE bans (
    user_id  bigint PRIMARY KEY
);
