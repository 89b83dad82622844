"""Whatever deletes the row of a kept file promises that the file is deleted."""

from django.db import migrations

PROMISE = """
CREATE FUNCTION a_file_goes_with_its_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO projects_job (id, task, subject, wake_at, tries, problem)
    VALUES (gen_random_uuid(), 'projects.drop_file', OLD.file, now(), 0, '');
    RETURN NULL;
END $$;
"""
UNDO = "DROP FUNCTION a_file_goes_with_its_row;"


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_job_was_due")]
    operations = [migrations.RunSQL(PROMISE, UNDO)]
