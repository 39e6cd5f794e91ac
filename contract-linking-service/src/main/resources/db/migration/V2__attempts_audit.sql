-- L-3: when an account tried a pair lately. Counted before the pair is compared, given back when it was right.
CREATE TABLE link_attempts (
    account_id    text          PRIMARY KEY,
    tried_at      timestamptz[] NOT NULL,
    last_tried_at timestamptz   NOT NULL
);
CREATE INDEX link_attempts_last_tried ON link_attempts (last_tried_at);

-- L-3: which accounts failed on which Access ID lately, whether there is such an Access ID or not.
CREATE TABLE failed_access_id (
    access_id_digest text        NOT NULL,
    digest_key_id    text        NOT NULL,
    account_id       text        NOT NULL,
    failed_at        timestamptz NOT NULL,
    PRIMARY KEY (access_id_digest, account_id)
);
CREATE INDEX failed_access_id_failed ON failed_access_id (failed_at);

-- L-3: when operators were last told of an Access ID that many accounts fail on.
CREATE TABLE access_id_alert (
    access_id_digest text        PRIMARY KEY,
    raised_at        timestamptz NOT NULL
);
CREATE INDEX access_id_alert_raised ON access_id_alert (raised_at);

-- A-7: the contract of the same partner that this one renews.
ALTER TABLE known_contract ADD COLUMN renews uuid;
CREATE INDEX known_contract_renews ON known_contract (renews) WHERE renews IS NOT NULL;
-- whether it is to be looked which links of the renewed contract have not followed yet
ALTER TABLE known_contract ADD COLUMN links_to_follow boolean NOT NULL DEFAULT false;
CREATE INDEX known_contract_links_to_follow ON known_contract (id) WHERE links_to_follow;

-- A-7: the link that this one followed. A link follows to a contract once, also if it is removed there.
ALTER TABLE contract_link ADD COLUMN followed_from uuid REFERENCES contract_link;
CREATE UNIQUE INDEX contract_link_followed ON contract_link (followed_from, contract_id)
    WHERE followed_from IS NOT NULL;
-- every link that ever was of an account with a contract
CREATE INDEX contract_link_ever ON contract_link (contract_id, account_id);

-- L-5: who did what to links.
CREATE TABLE link_audit_entry (
    id          uuid        PRIMARY KEY,
    at          timestamptz NOT NULL,
    actor       text        NOT NULL,
    role        text        NOT NULL,
    action      text        NOT NULL,
    account_id  text        NOT NULL, -- whose link or attempts
    partner_id  text,                 -- whose contract; null where it is about no contract
    contract_id uuid,
    link_id     uuid,
    CHECK ((contract_id IS NULL) = (partner_id IS NULL)),
    CHECK ((contract_id IS NULL) = (link_id IS NULL))
);
CREATE INDEX link_audit_entry_partner ON link_audit_entry (partner_id, id);
CREATE INDEX link_audit_entry_contract ON link_audit_entry (contract_id, id);
CREATE INDEX link_audit_entry_account ON link_audit_entry (account_id, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are only ever added';
END $$;
CREATE TRIGGER link_audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON link_audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
