-- a membership that was cancelled; the same offer can then be bought again, even on that day
ALTER TABLE membership
    ADD COLUMN withdrawn_at timestamptz,
    DROP CONSTRAINT membership_partner_id_offer_competency_area_starts_at_key;
CREATE UNIQUE INDEX membership_purchase ON membership (partner_id, offer, competency_area, starts_at)
    NULLS NOT DISTINCT WHERE withdrawn_at IS NULL;
CREATE INDEX benefit_membership ON benefit (membership_id);

-- Cancellations that activation-service granted, of a membership or of one of its go-to-market offers.
CREATE TABLE known_cancellation (
    id            uuid        PRIMARY KEY,
    membership_id uuid,
    benefit_id    uuid,
    cancelled_at  timestamptz NOT NULL,
    applied       boolean     NOT NULL DEFAULT false,
    sequence      bigint      NOT NULL,
    CHECK ((membership_id IS NULL) <> (benefit_id IS NULL))
);
CREATE INDEX known_cancellation_open ON known_cancellation (id) WHERE NOT applied;

-- What a partner is to be told about the end of a membership, and when; each is told once, or not any more.
CREATE TABLE notice (
    id            uuid        PRIMARY KEY,
    membership_id uuid        NOT NULL REFERENCES membership,
    kind          text        NOT NULL CHECK (kind IN ('RENEWAL_DUE', 'RENEWAL_WINDOW_CLOSING')),
    offer_name    text        NOT NULL,
    usable_until  timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    pointless_at  timestamptz NOT NULL,
    outcome       text        CHECK (outcome IN ('PUBLISHED', 'DROPPED')),
    decided_at    timestamptz,
    UNIQUE (membership_id, kind),
    CHECK (due_at < pointless_at),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE INDEX notice_due ON notice (due_at) WHERE outcome IS NULL;
