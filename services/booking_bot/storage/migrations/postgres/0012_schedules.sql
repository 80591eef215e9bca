-- Shifts that roll on for ever, other hours and days off by date.

CREATE TABLE shifts (
    specialist_id  bigint NOT NULL REFERENCES specialists ON DELETE CASCADE,
    anchor         date NOT NULL,            -- the first day of work; holds until the next shift's
    days_on        smallint NOT NULL CHECK (days_on > 0),
    days_off       smallint NOT NULL CHECK (days_off > 0),
    hours          text NOT NULL CHECK (hours <> ''),  -- 600-840,900-1140: minutes after local midnight
    PRIMARY KEY (specialist_id, anchor)
);

CREATE TABLE schedule_exceptions (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    specialist_id  bigint REFERENCES specialists ON DELETE CASCADE,  -- null: the whole business
    first_day      date NOT NULL,
    last_day       date NOT NULL,
    hours          text NOT NULL,            -- as in shifts; none: closed
    CHECK (first_day <= last_day)
);
CREATE INDEX schedule_exceptions_last_day ON schedule_exceptions (last_day);
