import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0001_initial'),
        ('practice', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='session',
            name='session_kind_is_known',
        ),
        migrations.AlterField(
            model_name='session',
            name='kind',
            field=models.CharField(choices=[('practice', 'Practice'), ('placement', 'Placement')], default='practice', max_length=12),
        ),
        migrations.AddField(
            model_name='session',
            name='template',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.template'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['practice', 'placement'])), name='session_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'practice'), ('template', None)), models.Q(('kind', 'placement'), ('template__isnull', False)), _connector='OR'), name='session_placement_names_its_template'),
        ),
    ]
