from django.db import migrations

LANGUAGES = {
    'en': 'english', 'ar': 'arabic', 'fi': 'finnish', 'da': 'danish', 'ru': 'russian',
}

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""

# Each language with its own stems, none with accents; any other as words stand.
CONFIGURATIONS = ''.join(
    f"""
CREATE TEXT SEARCH CONFIGURATION coprod_{code} (COPY = pg_catalog.{name});
ALTER TEXT SEARCH CONFIGURATION coprod_{code}
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stem};
"""
    for code, name, stem in [
        *((code, name, f'{name}_stem') for code, name in LANGUAGES.items()),
        ('simple', 'simple', 'simple'),
    ]
)

CHOICES = ' '.join(
    f"WHEN '{code}' THEN 'coprod_{code}'::regconfig" for code in LANGUAGES
)
QUERIES = ', '.join(
    f"to_tsquery('coprod_{code}'::regconfig, asked)::text"
    for code in [*LANGUAGES, 'simple']
)

FUNCTIONS = f"""
CREATE FUNCTION coprod_config(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE split_part(language, '-', 1) {CHOICES}
    ELSE 'coprod_simple'::regconfig END
$$;
CREATE FUNCTION coprod_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(words))
$$;
CREATE FUNCTION coprod_query(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(DISTINCT '(' || one || ')', ' | ')::tsquery
    FROM unnest(ARRAY[{QUERIES}]) AS one WHERE one <> ''
$$;
"""

FORGET = ''.join(
    f"DROP TEXT SEARCH CONFIGURATION coprod_{code};\n"
    for code in [*LANGUAGES, 'simple']
)


class Migration(migrations.Migration):

    dependencies = [('phases', '0005_files_of_contributions')]

    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(CONFIGURATIONS, FORGET),
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION coprod_config(text), coprod_fold(text), coprod_query(text);",
        ),
    ]
