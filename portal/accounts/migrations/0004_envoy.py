"""The special envoys of both governments read joint figures (R-87)."""

from django.db import migrations, models

ROLES = [
    ('officer.primary', 'Primary officer'),
    ('officer.secondary', 'Secondary officer'),
    ('officer.vetting', 'Vetting officer'),
    ('officer.targeting', 'Targeting officer'),
    ('officer.supervisor', 'Supervisor'),
    ('officer.pga', 'Officer of another agency'),
    ('auditor', 'Auditor'),
    ('commission.registrar', 'Registrar of the commission'),
    ('commission.member', 'Member of the commission'),
    ('envoy', 'Special envoy'),
    ('administrator', 'Administrator of the service'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_company'),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name='role',
            field=models.CharField(choices=ROLES, max_length=30),
        )
        for model in ('staffrole', 'historicalstaffrole')
    ]
