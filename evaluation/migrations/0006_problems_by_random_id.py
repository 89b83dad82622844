import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0005_figured")]

    operations = [
        migrations.DeleteModel(name="ImportProblem"),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("line", models.PositiveIntegerField()),
                ("column", models.CharField(blank=True, max_length=80)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("code", models.CharField(max_length=20)),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="evaluation.importbatch")),
            ],
            options={
                "ordering": ["line", "pk"],
                "indexes": [models.Index(fields=["batch", "line", "id"], name="problem_by_line")],
            },
        ),
    ]
