-- Announcing all states of a topic again, in batches, and how far that is.
CREATE TABLE republication (
    id           uuid        PRIMARY KEY,
    topic        text        NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    total        bigint      NOT NULL, -- how many there were when it was asked for
    republished  bigint      NOT NULL DEFAULT 0,
    after_key    text        NOT NULL DEFAULT '',
    completed_at timestamptz
);
-- asking twice while one is running is asking once
CREATE UNIQUE INDEX republication_running ON republication (topic) WHERE completed_at IS NULL;
