from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0002_put_away'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='step_at',
            field=models.DateTimeField(null=True),
        ),
    ]
