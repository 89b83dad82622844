from django.db import migrations

TRIGGER = """
CREATE TRIGGER a_file_goes_with_its_row AFTER DELETE ON projects_export
FOR EACH ROW EXECUTE FUNCTION a_file_goes_with_its_row();
"""
UNDO = "DROP TRIGGER a_file_goes_with_its_row ON projects_export;"


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_exports")]
    operations = [migrations.RunSQL(TRIGGER, UNDO)]
