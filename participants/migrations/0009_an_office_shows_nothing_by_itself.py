# An office is one row from now on, and that row shows a project only to whoever signs
# in with a second step. A place of their own keeps the row that it gives.

from django.db import migrations
from django.db.models import Exists, OuterRef, Q


def _by_office(apps):
    """Rows that let administrators see a project where no place lets them see it."""
    grants = apps.get_model("projects", "ProjectGrant").objects
    places = apps.get_model("participants", "Participant").objects
    of_office = grants.filter(
        user=OuterRef("user"),
        content_object=OuterRef("content_object"),
        permission__codename="administer_project",
    )
    place = places.filter(
        ~Q(state__in=("left", "removed")),
        user=OuterRef("user"),
        project=OuterRef("content_object"),
    )
    return grants.filter(
        Exists(of_office), ~Exists(place), permission__codename="view_project"
    )


def take_out(apps, schema_editor):
    _by_office(apps).delete()


def put_back(apps, schema_editor):
    grants = apps.get_model("projects", "ProjectGrant").objects
    permissions = apps.get_model("auth", "Permission").objects
    offices = grants.filter(permission__codename="administer_project")
    for view in permissions.filter(codename="view_project"):
        grants.bulk_create(
            [
                grants.model(
                    user_id=office.user_id,
                    content_object_id=office.content_object_id,
                    permission=view,
                )
                for office in offices
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0008_editions_of_people"),
        ("projects", "0004_kept_answers"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(take_out, put_back)]
