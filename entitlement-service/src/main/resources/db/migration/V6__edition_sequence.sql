-- The sequence of an edition's event: it rises with each revision, and when the edition is announced again.
CREATE TABLE edition_sequence (
    code     text   PRIMARY KEY,
    sequence bigint NOT NULL
);
INSERT INTO edition_sequence (code, sequence) SELECT code, max(revision) FROM edition GROUP BY code;
