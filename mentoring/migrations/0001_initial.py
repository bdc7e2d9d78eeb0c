import common.text
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import mentoring.deletion
import portfolio.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('catalog', '0001_initial'),
        ('portfolio', '0001_initial'),
        ('roadmap', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mentorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('active', 'Active'), ('paused', 'Paused'), ('declined', 'Declined'), ('expired', 'Expired'), ('withdrawn', 'Withdrawn'), ('ended', 'Ended')], default='invited', max_length=10)),
                ('email', models.EmailField(max_length=254)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_count', models.PositiveSmallIntegerField(default=1)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=300)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mentorships_as_mentee', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mentorships_as_mentor', to=settings.AUTH_USER_MODEL)),
                ('paused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'active', 'paused', 'declined', 'expired', 'withdrawn', 'ended'])), name='mentorship_state_is_known'), models.CheckConstraint(condition=models.Q(('mentor', None), ('mentee', None), models.Q(('mentor', models.F('mentee')), _negated=True), _connector='OR'), name='mentorship_mentor_is_not_mentee'), models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'paused'])), fields=('mentor', 'mentee'), name='mentorship_one_live_a_pair'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('state__in', ['invited', 'declined', 'expired', 'withdrawn'])), models.Q(('accepted_at__isnull', False), ('mentee__isnull', False), ('mentor__isnull', False), ('state__in', ['active', 'paused', 'ended'])), _connector='OR'), name='mentorship_active_needs_both_and_acceptance'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='mentorship_invitation_expires'), models.CheckConstraint(condition=models.Q(('invited_by', models.F('mentor')), ('invited_by', models.F('mentee')), _connector='OR'), name='mentorship_invited_by_one_of_the_two'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended'), models.Q(('ended_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at', None), ('ended_reason', '')), _connector='OR'), name='mentorship_ended_iff_moment_and_reason'), models.CheckConstraint(condition=models.Q(models.Q(('paused_by__isnull', False), ('state', 'paused')), models.Q(models.Q(('state', 'paused'), _negated=True), ('paused_by', None)), _connector='OR'), name='mentorship_paused_iff_somebody_paused_it')],
            },
        ),
        migrations.CreateModel(
            name='ConsentGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('progress', 'Progress'), ('evidence', 'Evidence'), ('review', 'Reviews'), ('shared_notes', 'Shared notes'), ('reminder_status', 'Reminder status')], max_length=20)),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('roadmap', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='roadmap.roadmap')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='mentoring.mentorship')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('scope__in', ['progress', 'evidence', 'review', 'shared_notes', 'reminder_status'])), name='grant_scope_is_known'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('mentorship', 'scope', 'roadmap'), name='grant_one_open_a_roadmap'), models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('roadmap', None)), fields=('mentorship', 'scope'), name='grant_one_open_for_all_roadmaps')],
            },
        ),
        migrations.CreateModel(
            name='ReviewRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In Review'), ('done', 'Done'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded')], default='queued', max_length=10)),
                ('waits_for', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee')], default='mentor', max_length=10)),
                ('waiting_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('slot', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('fence', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=mentoring.deletion.back_to_the_queue, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portfolio.submission')),
            ],
            options={
                'indexes': [models.Index(fields=['mentee', 'state'], name='review_request_mentee_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'in_review', 'done', 'withdrawn', 'superseded'])), name='review_request_state_is_known'), models.CheckConstraint(condition=models.Q(('waits_for__in', ['mentor', 'mentee'])), name='review_request_turn_is_known'), models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'in_review'])), fields=('mentee', 'item'), name='review_request_one_open_a_mentee_and_item'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('reviewer__isnull', False), ('slot__isnull', False), ('state', 'in_review')), models.Q(models.Q(('state', 'in_review'), _negated=True), ('lease_until', None), ('reviewer', None), ('slot', None)), _connector='OR'), name='review_request_in_review_iff_claimed'), models.CheckConstraint(condition=models.Q(('reviewer', None), models.Q(('reviewer', models.F('mentee')), _negated=True), _connector='OR'), name='review_request_by_somebody_else'), models.UniqueConstraint(fields=('reviewer', 'slot'), name='review_request_slot_once_a_reviewer'), models.CheckConstraint(condition=models.Q(('slot', None), ('slot__in', (1, 2, 3, 4)), _connector='OR'), name='review_request_slots_one_to_four'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state__in', ['queued', 'in_review'])), models.Q(('closed_at__isnull', False), ('state__in', ['done', 'withdrawn', 'superseded'])), _connector='OR'), name='review_request_closed_iff_moment')],
            },
        ),
        migrations.CreateModel(
            name='ReviewDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ratings', models.JSONField(blank=True, default=dict, validators=[portfolio.models.validate_ratings])),
                ('body', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(20000)])),
                ('saved_at', models.DateTimeField()),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='mentoring.reviewrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'reviewer'), name='review_draft_once_a_reviewer')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('verdict', models.CharField(choices=[('approve', 'Approved'), ('request_changes', 'Asked for changes'), ('comment', 'Commented')], max_length=20)),
                ('ratings', models.JSONField(blank=True, default=dict, validators=[portfolio.models.validate_ratings])),
                ('body', models.TextField(blank=True, validators=[common.text.validate_text, django.core.validators.MaxLengthValidator(20000)])),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dismissed_at', models.DateTimeField(blank=True, null=True)),
                ('dismissed_reason', models.CharField(blank=True, max_length=300)),
                ('mentee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='mentoring.reviewrequest')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['approve', 'request_changes', 'comment'])), name='review_verdict_is_known'), models.UniqueConstraint(condition=models.Q(('dismissed_at', None), ('verdict__in', ['approve', 'request_changes'])), fields=('request',), name='review_one_effective_verdict_a_request'), models.CheckConstraint(condition=models.Q(('verdict', 'approve'), models.Q(('body', ''), _negated=True), ('request', None), ('mentee', None), ('reviewer', None), _connector='OR'), name='review_changes_need_words'), models.CheckConstraint(condition=models.Q(('reviewer', None), ('mentee', None), models.Q(('reviewer', models.F('mentee')), _negated=True), _connector='OR'), name='review_by_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('dismissed_at', None), ('dismissed_reason', '')), models.Q(('dismissed_at__isnull', False), models.Q(('dismissed_reason', ''), _negated=True)), _connector='OR'), name='review_dismissed_iff_reason')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(validators=[common.text.validate_text, django.core.validators.MaxLengthValidator(20000)])),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='portfolio.submission')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='comment_has_words')],
            },
        ),
    ]
