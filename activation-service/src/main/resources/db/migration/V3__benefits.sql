-- Software, cloud services, subscriptions, go-to-market, cancellation (A-8 to A-12).
ALTER TABLE known_benefit
    ADD membership_id   uuid,
    ADD offer_name      text,
    ADD benefit_package text,
    ADD terms           text, -- of its category, as JSON
    ADD withdrawn_at    timestamptz;
CREATE INDEX known_benefit_membership ON known_benefit (membership_id);

ALTER TABLE known_partner ADD account_email text;

CREATE TABLE known_membership (
    id               uuid        PRIMARY KEY,
    partner_id       text        NOT NULL,
    purchased_on     date        NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    edition          text        NOT NULL,
    edition_revision integer     NOT NULL,
    withdrawn        boolean     NOT NULL,
    sequence         bigint      NOT NULL
);

-- A revision never changes, and a membership keeps the one it was bought under (E-8).
CREATE TABLE known_policies (
    edition  text    NOT NULL,
    revision integer NOT NULL,
    policies text    NOT NULL, -- as JSON
    PRIMARY KEY (edition, revision)
);

-- Product keys of one kind of benefit.
CREATE TABLE key_pool (
    kind         text        PRIMARY KEY,
    exhausted_at timestamptz -- since when operators know that it is empty
);

-- Who filled it, for good.
CREATE TABLE key_import (
    id          uuid        PRIMARY KEY,
    kind        text        NOT NULL REFERENCES key_pool,
    imported_by text        NOT NULL,
    imported_at timestamptz NOT NULL,
    added       integer     NOT NULL,
    duplicates  integer     NOT NULL,
    refused     integer     NOT NULL
);
CREATE INDEX key_import_kind ON key_import (kind, id);

CREATE TABLE product_key (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL REFERENCES key_pool,
    sealed_key    text        NOT NULL,
    key_digest    text        NOT NULL UNIQUE, -- keyed: a key is in one pool, once
    imported_at   timestamptz NOT NULL,
    benefit_id    uuid        UNIQUE, -- whose it is
    handed_out_at timestamptz,
    CHECK ((benefit_id IS NULL) = (handed_out_at IS NULL))
);
CREATE INDEX product_key_available ON product_key (kind, id) WHERE benefit_id IS NULL;
CREATE INDEX product_key_pool ON product_key (kind);

-- Once, ever: whose key it is does not change, and it does not return to the pool.
CREATE FUNCTION refuse_second_hand_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.benefit_id = OLD.benefit_id AND NEW.key_digest = OLD.key_digest THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a key is handed out once';
END $$;
CREATE TRIGGER product_key_handed_out_once BEFORE UPDATE OR DELETE ON product_key
    FOR EACH ROW WHEN (OLD.benefit_id IS NOT NULL) EXECUTE FUNCTION refuse_second_hand_out();

CREATE TABLE key_reveal (
    id               uuid        PRIMARY KEY,
    benefit_id       uuid        NOT NULL,
    partner_id       text        NOT NULL,
    key_id           uuid        NOT NULL REFERENCES product_key,
    language         text,
    operating_system text,
    revealed_by      text        NOT NULL,
    revealed_by_role text        NOT NULL,
    revealed_at      timestamptz NOT NULL
);
CREATE INDEX key_reveal_benefit ON key_reveal (benefit_id, id);

CREATE TABLE cloud_assignment (
    benefit_id  uuid        PRIMARY KEY,
    partner_id  text        NOT NULL,
    assignee    text        NOT NULL,
    assigned_at timestamptz NOT NULL
);

-- Seats that have a holder; the others follow from the quantity of the grant.
CREATE TABLE seat (
    benefit_id  uuid        NOT NULL,
    number      integer     NOT NULL CHECK (number > 0),
    assignee    text        NOT NULL,
    assigned_at timestamptz NOT NULL,
    sequence    bigint      NOT NULL,
    PRIMARY KEY (benefit_id, number)
);

CREATE TABLE marketing_contact (
    partner_id         text   PRIMARY KEY,
    user_id            text   NOT NULL,
    email              text   NOT NULL,
    phone              text   NOT NULL,
    preferred_language text   NOT NULL,
    sequence           bigint NOT NULL
);

CREATE TABLE offer_activation (
    id                uuid        PRIMARY KEY,
    benefit_id        uuid        NOT NULL,
    partner_id        text        NOT NULL,
    kind              text        NOT NULL,
    processing        text        NOT NULL CHECK (processing IN ('AUTOMATIC', 'REVIEW')),
    state             text        NOT NULL CHECK (state IN ('REQUESTED', 'ACTIVE', 'REJECTED')),
    requested_by      text        NOT NULL,
    requested_by_role text        NOT NULL,
    requested_at      timestamptz NOT NULL,
    expected_by       timestamptz NOT NULL,
    approved_at       timestamptz,
    completed_at      timestamptz,
    expires_at        timestamptz,
    reason            text,
    CHECK ((state = 'REQUESTED') = (completed_at IS NULL)),
    CHECK ((state = 'ACTIVE') = (expires_at IS NOT NULL)),
    CHECK ((state = 'REJECTED') = (reason IS NOT NULL)),
    CHECK (NOT (state = 'ACTIVE' AND processing = 'REVIEW' AND approved_at IS NULL))
);
CREATE UNIQUE INDEX offer_activation_live ON offer_activation (benefit_id) WHERE state <> 'REJECTED';
CREATE INDEX offer_activation_benefit ON offer_activation (benefit_id, id);
CREATE INDEX offer_activation_partner ON offer_activation (partner_id, id);
CREATE INDEX offer_activation_requested ON offer_activation (id) WHERE state = 'REQUESTED';

-- Only granted ones: a refusal is an answer.
CREATE SEQUENCE cancellation_number;
CREATE TABLE cancellation (
    id                uuid        PRIMARY KEY,
    request_number    text        NOT NULL UNIQUE,
    partner_id        text        NOT NULL,
    membership_id     uuid        UNIQUE,
    benefit_id        uuid        UNIQUE,
    refund_until      timestamptz NOT NULL,
    cancelled_by      text        NOT NULL,
    cancelled_by_role text        NOT NULL,
    cancelled_at      timestamptz NOT NULL,
    CHECK (num_nonnulls(membership_id, benefit_id) = 1)
);
CREATE INDEX cancellation_partner ON cancellation (partner_id, id);
