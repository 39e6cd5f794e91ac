ALTER TABLE edition ADD COLUMN imported_at timestamptz; -- null: before this was kept
CREATE TRIGGER edition_is_never_truncated BEFORE TRUNCATE ON edition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_edition();
