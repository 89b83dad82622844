import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('evaluation', '0006_problems_by_random_id')]

    operations = [
        migrations.CreateModel(
            name='Uncounted',
            fields=[
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='uncounted', serialize=False, to='evaluation.response')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uncounted', to='evaluation.round')),
            ],
        ),
    ]
