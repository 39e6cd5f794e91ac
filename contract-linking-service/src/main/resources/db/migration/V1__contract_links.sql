-- What activation-service says of its contracts. The IDs are known here as keyed digests only (L-3).
CREATE TABLE known_contract (
    id                 uuid        PRIMARY KEY,
    partner_id         text        NOT NULL,
    access_id_digest   text        NOT NULL,
    contract_id_digest text        NOT NULL,
    digest_key_id      text        NOT NULL,
    link_policy        text        NOT NULL CHECK (link_policy IN ('ANY_ACCOUNT', 'SINGLE_ACCOUNT')),
    ends_at            timestamptz NOT NULL,
    withdrawn_at       timestamptz,
    lines              jsonb       NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
    sequence           bigint      NOT NULL
);
-- not unique: events of two contracts may arrive in any order
CREATE INDEX known_contract_access_id ON known_contract (access_id_digest);

-- What incident-service says of the units on contract lines. No row: as granted.
CREATE TABLE known_balance (
    benefit_id uuid    PRIMARY KEY,
    used       integer NOT NULL,
    remaining  integer, -- null: unlimited
    sequence   bigint  NOT NULL
);

CREATE TABLE contract_link (
    id          uuid        PRIMARY KEY,
    contract_id uuid        NOT NULL,
    account_id  text        NOT NULL,
    directory   text        NOT NULL CHECK (directory IN ('AAD', 'MSA')),
    link_policy text        NOT NULL CHECK (link_policy IN ('ANY_ACCOUNT', 'SINGLE_ACCOUNT')),
    linked_at   timestamptz NOT NULL,
    removed_at  timestamptz,
    removed_by  text,
    sequence    bigint      NOT NULL,
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
-- one active link per account and contract
CREATE UNIQUE INDEX contract_link_active ON contract_link (account_id, contract_id) WHERE removed_at IS NULL;
-- one active link per contract of the single account policy
CREATE UNIQUE INDEX contract_link_single_account ON contract_link (contract_id)
    WHERE removed_at IS NULL AND link_policy = 'SINGLE_ACCOUNT';
CREATE INDEX contract_link_of_account ON contract_link (account_id, id) WHERE removed_at IS NULL;
CREATE INDEX contract_link_of_contract ON contract_link (contract_id, id) WHERE removed_at IS NULL;
