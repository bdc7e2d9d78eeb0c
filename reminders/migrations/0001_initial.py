import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('invitation', 'Invitation'), ('review_requested', 'Review Requested'), ('verdict', 'Verdict'), ('due_soon', 'Due Soon'), ('digest', 'Digest')], max_length=20)),
                ('channel', models.CharField(default='email', max_length=10)),
                ('cadence', models.CharField(choices=[('off', 'Off'), ('at_once', 'At Once'), ('daily', 'Daily'), ('weekly', 'Weekly')], max_length=10)),
                ('local_time', models.TimeField(default=datetime.time(8, 0))),
                ('weekdays', models.PositiveSmallIntegerField(default=127)),
                ('quiet_from', models.TimeField(blank=True, default=datetime.time(22, 0), null=True)),
                ('quiet_until', models.TimeField(blank=True, default=datetime.time(7, 0), null=True)),
                ('snoozed_until', models.DateTimeField(blank=True, null=True)),
                ('next_due_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'category', 'channel'), name='preference_once'), models.CheckConstraint(condition=models.Q(models.Q(('cadence__in', ['daily', 'weekly']), ('next_due_at__isnull', False)), models.Q(('cadence__in', ['off', 'at_once']), ('next_due_at', None)), _connector='OR'), name='preference_due_iff_recurring'), models.CheckConstraint(condition=models.Q(('weekdays__gte', 1), ('weekdays__lte', 127)), name='preference_some_weekday', violation_error_message='Choose at least one day.'), models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_until', None)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False), models.Q(('quiet_from', models.F('quiet_until')), _negated=True)), _connector='OR'), name='preference_quiet_hours_have_two_ends', violation_error_message='Quiet hours need a start and a different end.')],
            },
        ),
    ]
