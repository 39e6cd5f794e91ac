-- products of a kind in the order of their ids; a part of a name is looked for in all of the catalogue, which is small
CREATE INDEX product_kind ON product (kind, product_id);

-- a file of partners or memberships that is worked off in the background
CREATE TABLE import (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('PARTNERS', 'MEMBERSHIPS')),
    format          text        NOT NULL CHECK (format IN ('CSV', 'JSON_LINES')),
    columns_of_file varchar[]   NOT NULL, -- of a CSV file, in its order
    requested_by    text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    rows_of_file    integer     NOT NULL CHECK (rows_of_file > 0),
    next_line       integer     NOT NULL, -- where the work goes on
    accepted        integer     NOT NULL DEFAULT 0,
    unchanged       integer     NOT NULL DEFAULT 0,
    refused         integer     NOT NULL DEFAULT 0,
    started_at      timestamptz,
    completed_at    timestamptz,
    CHECK (accepted + unchanged + refused <= rows_of_file),
    CHECK (completed_at IS NULL OR accepted + unchanged + refused = rows_of_file)
);
CREATE INDEX import_open ON import (id) WHERE completed_at IS NULL;

-- rows that are not worked off yet, some at a time; as they were sent, which need not be text
CREATE TABLE import_chunk (
    import_id  uuid    NOT NULL REFERENCES import,
    first_line integer NOT NULL,
    content    bytea   NOT NULL,
    PRIMARY KEY (import_id, first_line)
);

CREATE TABLE import_refusal (
    import_id uuid    NOT NULL REFERENCES import,
    line      integer NOT NULL,
    code      text    NOT NULL,
    errors    text    NOT NULL, -- the fields that are wrong, as JSON
    PRIMARY KEY (import_id, line)
);
