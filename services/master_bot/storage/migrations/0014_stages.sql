-- How long each stage lasts after the time that is paid for, in the version of the plan that was bought.
ALTER TABLE plans
    ADD COLUMN grace_days      integer NOT NULL DEFAULT 3 CHECK (grace_days >= 0),
    ADD COLUMN read_only_days  integer NOT NULL DEFAULT 14 CHECK (read_only_days >= 0),
    ADD COLUMN kept_days       integer NOT NULL DEFAULT 30 CHECK (kept_days >= 0);
