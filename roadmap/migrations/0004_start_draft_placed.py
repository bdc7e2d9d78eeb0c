from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmap', '0003_reasons_as_facts'),
    ]

    operations = [
        migrations.AddField(
            model_name='startdraft',
            name='placed',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
