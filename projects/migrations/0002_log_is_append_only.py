"""The database itself refuses to change or delete what stands on the log."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'log_is_append_only: a line of the log is never changed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE ON projects_logentry
    FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE ON projects_logseal
    FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
"""
ALLOW = """
DROP TRIGGER log_is_append_only ON projects_logentry;
DROP TRIGGER log_is_append_only ON projects_logseal;
DROP FUNCTION log_is_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_ground")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
