"""The words of people and their roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    STAFF = "staff", _("medarbetare")
    MANAGER = "manager", _("enhetschef")
    DEPARTMENT_HEAD = "department_head", _("avdelningschef")
    DIRECTOR = "director", _("socialchef")
    SAS = "sas", _("SAS")
    MAS = "mas", _("MAS")
    MAR = "mar", _("MAR")
    DEVELOPER = "developer", _("verksamhetsutvecklare")
    CASE_OFFICER = "case_officer", _("handläggare")
    REGISTRAR = "registrar", _("registrator")
    POLITICIAN = "politician", _("förtroendevald")
    AUDITOR = "auditor", _("revisor")
    PROVIDER = "provider", _("extern utförare")
    ADMINISTRATOR = "administrator", _("systemförvaltare")
    PRIVACY_OFFICER = "privacy_officer", _("dataskyddsombud")
