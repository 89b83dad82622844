"""The database itself refuses to change or delete figures that were published."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION published_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'published_is_frozen: published figures are never changed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER published_is_frozen BEFORE UPDATE OR DELETE ON evaluation_snapshot
    FOR EACH ROW EXECUTE FUNCTION published_is_frozen();
"""
ALLOW = """
DROP TRIGGER published_is_frozen ON evaluation_snapshot;
DROP FUNCTION published_is_frozen;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_newest_first")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
