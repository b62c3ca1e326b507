from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hjulet.base.files"
    label = "files"
    verbose_name = "Filer"
