from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('evaluation', '0002_files_paper_and_figures')]

    operations = [
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['round', '-written_at', '-id'], name='finding_newest'),
        ),
        migrations.AddIndex(
            model_name='importbatch',
            index=models.Index(fields=['round', '-made_at', '-id'], name='import_newest'),
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(fields=['project', '-made_at', '-id'], name='round_newest'),
        ),
    ]
