-- Taking records of a topic again: all of them, to rebuild the view, or those that became dead letters.
CREATE TABLE replay (
    id           uuid        PRIMARY KEY,
    topic        text        NOT NULL,
    source       text        NOT NULL CHECK (source IN ('TOPIC', 'DEAD_LETTERS')),
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    taken        bigint      NOT NULL DEFAULT 0,
    refused      bigint      NOT NULL DEFAULT 0,
    removed      bigint      NOT NULL DEFAULT 0, -- rows of the view of which the topic knows nothing
    completed_at timestamptz
);
-- asking twice while one is running is asking once
CREATE UNIQUE INDEX replay_running ON replay (topic, source) WHERE completed_at IS NULL;

-- How far it is in each partition. What comes after the end is consumed as ever.
CREATE TABLE replay_partition (
    replay     uuid    NOT NULL REFERENCES replay ON DELETE CASCADE,
    partition  integer NOT NULL,
    position   bigint  NOT NULL,
    end_offset bigint  NOT NULL,
    PRIMARY KEY (replay, partition)
);

-- The rows that the view had at the beginning and that did not come up in the topic so far.
CREATE TABLE replay_unseen (
    replay   uuid   NOT NULL REFERENCES replay ON DELETE CASCADE,
    key      text   NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (replay, key)
);

-- Dead letters that could be taken later.
CREATE TABLE taken_dead_letter (
    topic           text        NOT NULL, -- of the dead letters
    partition       integer     NOT NULL,
    position        bigint      NOT NULL,
    taken_at        timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, position)
);
