from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "hjulet.base.organisation"
    label = "organisation"
    verbose_name = "Organisation"
