from django.db import migrations

# Who changed a text before this was kept beside it stands in the log alone.
FROM_THE_LOG = """
UPDATE phases_version AS version SET replaced_by_id = entry.actor
FROM projects_logentry AS entry
WHERE entry.event = 'phases.edited'
  AND entry.facts ->> 'contribution' = version.contribution_id::text
  AND (entry.facts ->> 'edition')::integer = version.edition + 1
  AND version.replaced_by_id IS NULL
  AND entry.actor IN (SELECT id FROM participants_participant)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('phases', '0003_version_replaced_by'),
        ('projects', '0003_ground_rules'),
    ]

    operations = [migrations.RunSQL(FROM_THE_LOG, migrations.RunSQL.noop)]
