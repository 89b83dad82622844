from django.db import migrations

FILL = """
INSERT INTO phases_searchable (contribution_id, project_id, made_at, words, folded)
SELECT id, project_id, made_at,
    to_tsvector(coprod_config(language), text)
        || to_tsvector('coprod_simple'::regconfig, text),
    coprod_fold(text)
FROM phases_contribution
ON CONFLICT (contribution_id) DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [('phases', '0008_keep_searchable')]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
