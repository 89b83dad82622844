from django.db import migrations

TRIGGER = """
CREATE FUNCTION keep_searchable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO phases_searchable (contribution_id, project_id, made_at, words, folded)
    VALUES (
        NEW.id, NEW.project_id, NEW.made_at,
        to_tsvector(coprod_config(NEW.language), NEW.text)
            || to_tsvector('coprod_simple'::regconfig, NEW.text),
        coprod_fold(NEW.text)
    )
    ON CONFLICT (contribution_id)
    DO UPDATE SET words = EXCLUDED.words, folded = EXCLUDED.folded;
    RETURN NULL;
END $$;
CREATE TRIGGER words_can_be_found
AFTER INSERT OR UPDATE OF text, language ON phases_contribution
FOR EACH ROW EXECUTE FUNCTION keep_searchable();
"""

UNDO = """
DROP TRIGGER words_can_be_found ON phases_contribution;
DROP FUNCTION keep_searchable();
"""


class Migration(migrations.Migration):

    dependencies = [('phases', '0007_searchable')]

    operations = [migrations.RunSQL(TRIGGER, UNDO)]
