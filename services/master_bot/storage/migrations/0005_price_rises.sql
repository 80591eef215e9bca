-- A price that rises reaches a subscription 14 days after its owner was told of it.
ALTER TABLE subscriptions
    ADD COLUMN told_version  integer,                 -- the dearer version that the owner was told of last
    ADD COLUMN told_at       timestamptz;
