from django.db import migrations

# The words as they stand, or their stems in the language something was written in.
FUNCTION = """
CREATE FUNCTION coprod_query(language text, asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsquery(coprod_config(language), asked)
        || to_tsquery('coprod_simple'::regconfig, asked)
$$;
"""


class Migration(migrations.Migration):

    dependencies = [('phases', '0014_files_taken_back')]

    operations = [
        migrations.RunSQL(FUNCTION, 'DROP FUNCTION coprod_query(text, text);'),
    ]
