from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0004_published_is_frozen'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='figured',
            field=models.JSONField(default=list),
        ),
    ]
