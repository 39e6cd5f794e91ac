CREATE TABLE thing (
    id       text PRIMARY KEY,
    name     text   NOT NULL,
    sequence bigint NOT NULL
);
CREATE TABLE known_thing (
    id       text PRIMARY KEY,
    name     text   NOT NULL CHECK (name <> 'poison'),
    sequence bigint NOT NULL
);
