import accounts.models
import common.text
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(blank=True, max_length=80, validators=[common.text.validate_line])),
                ('time_zone', models.CharField(default='UTC', max_length=64, validators=[accounts.models.validate_time_zone])),
                ('is_staff', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once_in_any_case', violation_error_message='There is an account with this address already.')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('category', models.CharField(choices=[('invitation', 'Invitation'), ('review_requested', 'Review Requested'), ('verdict', 'Verdict'), ('due_soon', 'Due Soon'), ('digest', 'Digest')], max_length=20)),
                ('channel', models.CharField(default='email', max_length=10)),
                ('dedupe_key', models.CharField(max_length=120)),
                ('period_key', models.CharField(blank=True, max_length=20)),
                ('payload', models.JSONField(default=dict)),
                ('due_at', models.DateTimeField()),
                ('stale_after', models.DateTimeField()),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('sending', 'Sending'), ('sent', 'Sent'), ('unknown', 'Unknown'), ('skipped', 'Skipped'), ('failed', 'Failed')], default='scheduled', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('token', models.UUIDField(blank=True, null=True)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('nudged_on', models.DateField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(fields=['state', 'due_at'], name='delivery_state_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['token'], name='delivery_claims')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'dedupe_key'), name='delivery_once_a_channel'), models.UniqueConstraint(condition=models.Q(('period_key', ''), _negated=True), fields=('person', 'channel', 'category', 'period_key'), name='delivery_once_a_period'), models.UniqueConstraint(fields=('person', 'channel', 'nudged_on'), name='delivery_one_nudge_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='delivery_sent_iff_sent_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'skipped'), models.Q(('reason', ''), _negated=True)), models.Q(('state', 'skipped'), _negated=True), _connector='OR'), name='delivery_skipped_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'sending'), ('token__isnull', False)), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_until', None)), _connector='OR'), name='delivery_sending_iff_leased'), models.CheckConstraint(condition=models.Q(('attempts__lte', 5)), name='delivery_five_attempts_at_most'), models.CheckConstraint(condition=models.Q(('stale_after__gt', models.F('due_at'))), name='delivery_stale_after_due')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hash', models.CharField(max_length=64, unique=True)),
                ('cause', models.CharField(choices=[('asked', 'Its owner asked not to be invited'), ('refused', 'Its mail server refuses it for good')], max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cause__in', ['asked', 'refused'])), name='suppression_cause_is_known')],
            },
        ),
    ]
