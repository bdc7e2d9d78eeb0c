from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmap', '0002_progress_event_trigger'),
    ]

    operations = [
        migrations.AddField(
            model_name='startdraft',
            name='placed',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
