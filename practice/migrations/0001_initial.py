import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('catalog', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('practice', 'Practice')], default='practice', max_length=12)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('active_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practice_sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('person', 'kind'), name='session_one_open_a_person_and_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['practice'])), name='session_kind_is_known'), models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='session_finished_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('given', models.JSONField(blank=True, null=True)),
                ('is_right', models.BooleanField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.question')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='practice.session')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('session', 'question'), name='answer_question_once_a_session'), models.UniqueConstraint(fields=('session', 'position'), name='answer_position_once_a_session'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='answer_position_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('given__isnull', True)), models.Q(('answered_at__isnull', False), ('given__isnull', False)), _connector='OR'), name='answer_given_with_its_moment'), models.CheckConstraint(condition=models.Q(('is_right', None), ('answered_at__isnull', False), _connector='OR'), name='answer_judged_once_given')],
            },
        ),
    ]
