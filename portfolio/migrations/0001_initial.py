import common.text
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import portfolio.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('catalog', '0001_initial'),
        ('roadmap', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attainment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assurance', models.CharField(choices=[('self', 'Self reported'), ('auto', 'Verified automatically'), ('mentor', 'Verified by mentor')], max_length=10)),
                ('review', models.UUIDField(blank=True, null=True)),
                ('attained_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_reason', models.CharField(blank=True, max_length=300, validators=[common.text.validate_line])),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attainments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person', 'item', 'assurance'), name='attainment_stands_once_an_assurance'), models.CheckConstraint(condition=models.Q(('assurance__in', ['self', 'auto', 'mentor'])), name='attainment_assurance_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('assurance', 'mentor'), ('review__isnull', False)), models.Q(models.Q(('assurance', 'mentor'), _negated=True), ('review', None)), _connector='OR'), name='attainment_by_mentor_iff_review'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_reason', '')), models.Q(('revoked_at__isnull', False), models.Q(('revoked_reason', ''), _negated=True)), _connector='OR'), name='attainment_revoked_iff_reason')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Handed in'), ('superseded', 'Replaced by a newer version'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('link', models.CharField(blank=True, max_length=500, validators=[common.text.validate_line, django.core.validators.URLValidator(message='Give a whole address that begins with https:// or http://.', schemes=['http', 'https'])])),
                ('commit', models.CharField(blank=True, max_length=40, validators=[django.core.validators.RegexValidator('^[0-9a-f]{7,40}\\Z', 'A commit is 7 to 40 of the signs 0-9 and a-f.')])),
                ('text', models.TextField(blank=True, validators=[common.text.validate_text, django.core.validators.MaxLengthValidator(20000)])),
                ('rubric', models.JSONField(default=list)),
                ('ratings', models.JSONField(blank=True, default=dict, validators=[portfolio.models.validate_ratings])),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                ('roadmap', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='roadmap.roadmap')),
                ('step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='submissions', to='roadmap.step')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'item', 'number'), name='submission_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('person', 'item'), name='submission_one_draft_an_item'), models.UniqueConstraint(condition=models.Q(('state', 'submitted')), fields=('person', 'item'), name='submission_one_current_an_item'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'superseded', 'withdrawn'])), name='submission_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_at', None)), models.Q(models.Q(('state', 'draft'), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='submission_draft_iff_not_submitted'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state__in', ['draft', 'submitted'])), models.Q(('closed_at__isnull', False), ('state__in', ['superseded', 'withdrawn'])), _connector='OR'), name='submission_closed_iff_moment'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('link', ''), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='submission_shows_something'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'http://'), ('link__startswith', 'https://'), _connector='OR'), name='submission_link_is_http'), models.CheckConstraint(condition=models.Q(('commit', ''), models.Q(('link', ''), _negated=True), _connector='OR'), name='submission_commit_pins_a_link'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='submission_number_from_one')],
            },
        ),
    ]
