from django.db import migrations

WAIT = """
CREATE FUNCTION wait_to_be_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO evaluation_uncounted (response_id, round_id)
    SELECT id, round_id FROM came;
    RETURN NULL;
END $$;
CREATE TRIGGER every_response_waits
AFTER INSERT ON evaluation_response REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION wait_to_be_counted();

-- The last release marks what it has counted. While it still runs, each response is
-- counted by one of the two; the other one's work is undone and tried again.
CREATE FUNCTION counted_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM evaluation_uncounted WHERE response_id = NEW.id;
    IF NOT FOUND THEN
        RAISE 'Response % was counted by a newer release.', NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER counted_by_one_release
AFTER UPDATE OF is_counted ON evaluation_response
FOR EACH ROW WHEN (NEW.is_counted AND NOT OLD.is_counted)
EXECUTE FUNCTION counted_by_one();

INSERT INTO evaluation_uncounted (response_id, round_id)
SELECT id, round_id FROM evaluation_response WHERE NOT is_counted
ON CONFLICT DO NOTHING;
"""

MARK = """
DROP TRIGGER counted_by_one_release ON evaluation_response;
DROP FUNCTION counted_by_one();
DROP TRIGGER every_response_waits ON evaluation_response;
DROP FUNCTION wait_to_be_counted();

UPDATE evaluation_response SET is_counted = NOT EXISTS (
    SELECT FROM evaluation_uncounted WHERE response_id = id
)
WHERE NOT is_counted;
"""


class Migration(migrations.Migration):

    dependencies = [('evaluation', '0007_uncounted')]

    operations = [
        migrations.RunSQL(WAIT, MARK),
        # The column goes in the next release, when nobody writes it any more.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name='response', name='response_to_count'),
                migrations.RemoveField(model_name='response', name='is_counted'),
            ],
            database_operations=[
                migrations.RunSQL(
                    'ALTER TABLE evaluation_response ALTER is_counted SET DEFAULT false',
                    'ALTER TABLE evaluation_response ALTER is_counted DROP DEFAULT',
                ),
            ],
        ),
    ]
