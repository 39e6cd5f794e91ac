-- benefits of every kind, with the terms of their category, and their withdrawal
ALTER TABLE benefit
    DROP CONSTRAINT benefit_category_check,
    DROP CONSTRAINT benefit_unit_check,
    DROP COLUMN needs_activation, -- follows from the category
    ADD CHECK (category IN ('TECHNICAL_SUPPORT', 'ADVISORY', 'SOFTWARE', 'CLOUD_SERVICE', 'SUBSCRIPTION', 'GO_TO_MARKET')),
    ADD CHECK (unit IN ('INCIDENT', 'HOUR', 'LICENSE', 'SEAT', 'CREDIT', 'OFFER')),
    ADD COLUMN benefit_package text,
    ADD COLUMN terms           text NOT NULL DEFAULT '{}', -- aliases and what the category needs, as JSON
    ADD COLUMN withdrawn_at    timestamptz;
UPDATE benefit SET benefit_package = offer_name;
ALTER TABLE benefit
    ALTER COLUMN benefit_package SET NOT NULL,
    ALTER COLUMN terms DROP DEFAULT;

-- a correction is a new revision (E-9)
CREATE FUNCTION refuse_change_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A revision of an edition is never changed';
END $$;
CREATE TRIGGER edition_is_never_changed BEFORE UPDATE OR DELETE ON edition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_edition();
