# The words of agreements in force, for those who join.

from django.db import migrations


def keep(apps, schema_editor):
    charters = apps.get_model("decisions", "Charter").objects
    projects = apps.get_model("projects", "Project").objects
    for charter in charters.filter(state="adopted"):
        projects.filter(pk=charter.project_id).update(
            ground_rules=charter.ground_rules, rules_language=charter.language
        )


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_plain_names"),
        ("projects", "0003_ground_rules"),
    ]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
