import common.text
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
            name='Roadmap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, validators=[common.text.validate_line])),
                ('pack_version', models.CharField(blank=True, max_length=20)),
                ('weekly_hours', models.DecimalField(decimal_places=1, max_digits=4)),
                ('starts_on', models.DateField()),
                ('target_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roadmaps', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.role')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.template')),
            ],
            options={
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('target_on', None), ('target_on__gt', models.F('starts_on')), _connector='OR'), name='roadmap_target_after_start', violation_error_message='The target date lies after the start.'), models.CheckConstraint(condition=models.Q(('weekly_hours__gte', 1), ('weekly_hours__lte', 80)), name='roadmap_weekly_hours_one_to_eighty', violation_error_message='Plan between 1 and 80 hours a week.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='roadmap_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cause', models.CharField(choices=[('created', 'Created'), ('replanned', 'Replanned'), ('undone', 'Undone')], max_length=10)),
                ('finishes_on', models.DateField(blank=True, null=True)),
                ('lateness_days', models.PositiveIntegerField(default=0)),
                ('dates', models.JSONField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_versions', to='roadmap.roadmap')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('roadmap', 'number'), name='plan_version_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(blank=True, max_length=80)),
                ('title', models.CharField(max_length=80, validators=[common.text.validate_line])),
                ('short_title', models.CharField(max_length=24, validators=[common.text.validate_line])),
                ('position', models.PositiveSmallIntegerField()),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='roadmap.roadmap')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, validators=[common.text.validate_line])),
                ('minutes', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('is_optional', models.BooleanField(default=False)),
                ('choice', models.SlugField(blank=True, max_length=80)),
                ('is_chosen', models.BooleanField(default=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('date_reason', models.CharField(blank=True, max_length=300)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='catalog.item')),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='roadmap.roadmap')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='roadmap.stage')),
            ],
            options={
                'ordering': ['stage__position', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('roadmap', 'item'), name='step_item_once_a_roadmap'), models.CheckConstraint(condition=models.Q(models.Q(('due_on', None), ('starts_on', None)), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='step_due_after_start', violation_error_message='A step cannot be due before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='StepLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('needs', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opens', to='roadmap.step')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='roadmap.step')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('step', 'needs'), name='step_link_once'), models.CheckConstraint(condition=models.Q(('step', models.F('needs')), _negated=True), name='step_link_to_another_step')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('todo', 'To do'), ('doing', 'In progress'), ('done', 'Done'), ('skipped', 'Skipped')], default='todo', max_length=10)),
                ('assurance', models.CharField(choices=[('self', 'Self reported'), ('auto', 'Verified automatically'), ('mentor', 'Verified by mentor')], default='self', max_length=10)),
                ('source', models.CharField(default='tick', max_length=20)),
                ('changed_at', models.DateTimeField()),
                ('changed_on', models.DateField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'progress',
                'constraints': [models.UniqueConstraint(fields=('person', 'item'), name='progress_one_a_person_and_item'), models.CheckConstraint(condition=models.Q(('status__in', ['todo', 'doing', 'done', 'skipped'])), name='progress_status_is_known'), models.CheckConstraint(condition=models.Q(('assurance__in', ['self', 'auto', 'mentor'])), name='progress_assurance_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ProgressEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('todo', 'To do'), ('doing', 'In progress'), ('done', 'Done'), ('skipped', 'Skipped')], max_length=10)),
                ('after', models.CharField(choices=[('todo', 'To do'), ('doing', 'In progress'), ('done', 'Done'), ('skipped', 'Skipped')], max_length=10)),
                ('source', models.CharField(max_length=20)),
                ('happened_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['person', 'happened_at'], name='progress_event_person_when')],
            },
        ),
    ]
