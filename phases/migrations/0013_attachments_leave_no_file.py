from django.db import migrations

TRIGGER = """
CREATE TRIGGER a_file_goes_with_its_row AFTER DELETE ON phases_attachment
FOR EACH ROW EXECUTE FUNCTION a_file_goes_with_its_row();
"""
UNDO = "DROP TRIGGER a_file_goes_with_its_row ON phases_attachment;"


class Migration(migrations.Migration):

    dependencies = [
        ('phases', '0012_attachments'),
        ('projects', '0006_a_file_goes_with_its_row'),
    ]

    operations = [migrations.RunSQL(TRIGGER, UNDO)]
