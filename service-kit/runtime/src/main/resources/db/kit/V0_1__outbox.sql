-- Events that were decided but not yet sent. Names follow the Debezium outbox event router.
CREATE TABLE outbox (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id            uuid        NOT NULL,
    aggregatetype text        NOT NULL, -- the topic
    aggregateid   text        NOT NULL, -- the record's key
    type          text        NOT NULL,
    sequence      bigint      NOT NULL,
    payload       text        NOT NULL CHECK (octet_length(payload) <= 900000), -- what a topic takes
    "timestamp"   timestamptz NOT NULL,
    traceparent   text
);

-- Up to which instant the view of one partition of another service's topic is complete.
CREATE TABLE projection_progress (
    topic     text        NOT NULL,
    partition integer     NOT NULL,
    as_of     timestamptz NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- The first answer to each Idempotency-Key, written in the transaction of the effect.
CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    operation    text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    status       smallint,
    location     text,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (caller, operation, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
