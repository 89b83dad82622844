import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0001_asking'),
        ('participants', '0002_places'),
        ('phases', '0001_circle'),
    ]

    operations = [
        # Numbers in a row would put an answer beside who answered: ids at random.
        migrations.DeleteModel(name='Answer'),
        migrations.DeleteModel(name='Answered'),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('text', models.TextField(blank=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='evaluation.item')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluation.response')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('response', 'item'), name='one_answer_to_one_question')],
            },
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='participants.participant')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answered', to='evaluation.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'participant'), name='everyone_answers_a_round_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=80)),
                ('value', models.CharField(blank=True, max_length=40)),
                ('code', models.CharField(max_length=20)),
            ],
            options={
                'ordering': ['line', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='item',
            options={'ordering': ['position'], 'verbose_name': 'question', 'verbose_name_plural': 'questions'},
        ),
        migrations.AlterModelOptions(
            name='questionnaire',
            options={'ordering': ['name'], 'verbose_name': 'questionnaire', 'verbose_name_plural': 'questionnaires'},
        ),
        migrations.RemoveConstraint(
            model_name='aggregate',
            name='one_sum_for_each_slice',
        ),
        migrations.RemoveField(
            model_name='importbatch',
            name='problems',
        ),
        migrations.AddField(
            model_name='finding',
            name='about',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='findings', to='phases.contribution', verbose_name='what it is about'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='position',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='round',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='figures',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='is_behind',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='round',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='participants.participant'),
        ),
        migrations.AddField(
            model_name='round',
            name='received',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='aggregate',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='evaluation.item'),
        ),
        migrations.AlterField(
            model_name='questionnaire',
            name='names',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name='questionnaire',
            name='retired_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='response',
            name='source',
            field=models.CharField(choices=[('web', 'On the site'), ('link', 'By link, without an account'), ('paper', 'On paper'), ('api', 'From other software'), ('import', 'From a file')], max_length=6),
        ),
        migrations.AlterField(
            model_name='round',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='open until'),
        ),
        migrations.AddConstraint(
            model_name='aggregate',
            constraint=models.UniqueConstraint(fields=('round', 'item', 'slice', 'choice'), name='one_sum_for_each_slice', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('least__lt', models.F('most'))), name='a_scale_has_two_ends'),
        ),
        migrations.AddField(
            model_name='importproblem',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='evaluation.importbatch'),
        ),
        migrations.AddIndex(
            model_name='importproblem',
            index=models.Index(fields=['batch', 'line', 'id'], name='problem_by_line'),
        ),
    ]
