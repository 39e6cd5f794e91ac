CREATE TABLE edition (
    code           text        NOT NULL,
    revision       integer     NOT NULL CHECK (revision > 0),
    name           text        NOT NULL,
    effective_from timestamptz NOT NULL,
    effective_to   timestamptz,
    document       text        NOT NULL, -- the whole edition as JSON; never edited in place (E-9)
    PRIMARY KEY (code, revision),
    CHECK (effective_to IS NULL OR effective_from < effective_to)
);
CREATE INDEX edition_effective_from ON edition (effective_from DESC, revision DESC);

CREATE TABLE product (
    product_id     text    PRIMARY KEY,
    name           text    NOT NULL,
    kind           text    NOT NULL CHECK (kind IN ('ON_PREMISES', 'CLOUD', 'MARKETPLACE')),
    needs_contract boolean NOT NULL,
    details        text    NOT NULL, -- versions and the vendor's support contact, as JSON
    sequence       bigint  NOT NULL
);

CREATE TABLE partner (
    partner_id         text        PRIMARY KEY,
    name               text        NOT NULL,
    country            text        NOT NULL,
    managed_in         text        NOT NULL CHECK (managed_in IN ('PARTNER_CENTER', 'PMC')),
    partner_kind       text        NOT NULL CHECK (partner_kind IN ('DIRECT', 'INDIRECT_PROVIDER', 'INDIRECT_RESELLER', 'NONE')),
    tenant_id          text        NOT NULL UNIQUE,
    domain             text        NOT NULL UNIQUE,
    benefit_years_from timestamptz, -- when the first membership began; benefit years are counted from here
    sequence           bigint      NOT NULL
);

CREATE TABLE partner_user (
    user_id    text      PRIMARY KEY,
    partner_id text      NOT NULL REFERENCES partner,
    name       text      NOT NULL,
    email      text      NOT NULL,
    directory  text      NOT NULL CHECK (directory IN ('AAD', 'MSA')),
    roles      varchar[] NOT NULL,
    sequence   bigint    NOT NULL
);
CREATE INDEX partner_user_partner ON partner_user (partner_id, user_id);

CREATE TABLE membership (
    id               uuid        PRIMARY KEY,
    partner_id       text        NOT NULL REFERENCES partner,
    offer            text        NOT NULL,
    competency_area  text,
    purchased_on     date        NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    edition          text        NOT NULL,
    edition_revision integer     NOT NULL,
    sequence         bigint      NOT NULL,
    CHECK (starts_at < ends_at),
    FOREIGN KEY (edition, edition_revision) REFERENCES edition,
    -- one membership of an offer begins at an instant, however often the purchase is sent
    UNIQUE NULLS NOT DISTINCT (partner_id, offer, competency_area, starts_at)
);

-- What a membership grants: one row per membership and kind of benefit.
CREATE TABLE benefit (
    id                            uuid        PRIMARY KEY,
    partner_id                    text        NOT NULL REFERENCES partner,
    membership_id                 uuid        NOT NULL REFERENCES membership,
    kind                          text        NOT NULL,
    name                          text        NOT NULL,
    category                      text        NOT NULL CHECK (category IN ('TECHNICAL_SUPPORT', 'ADVISORY')),
    unit                          text        NOT NULL CHECK (unit IN ('INCIDENT', 'HOUR')),
    quantity                      integer     CHECK (quantity > 0), -- null: unlimited
    offer                         text        NOT NULL,
    offer_name                    text        NOT NULL,
    competency_area               text,
    benefit_year                  integer     NOT NULL,
    starts_at                     timestamptz NOT NULL,
    activate_by                   timestamptz NOT NULL,
    usable_until                  timestamptz NOT NULL,
    needs_activation              boolean     NOT NULL,
    processing                    text        NOT NULL CHECK (processing IN ('AUTOMATIC', 'REVIEW')),
    expected_within_business_days integer     NOT NULL,
    covers                        text        NOT NULL, -- coverage terms as JSON
    listed                        text        NOT NULL, -- when it is the best grant of its kind, as JSON
    sequence                      bigint      NOT NULL,
    UNIQUE (membership_id, kind),
    CHECK (starts_at < activate_by AND activate_by <= usable_until)
);
CREATE INDEX benefit_partner ON benefit (partner_id, kind, usable_until);
