from django.apps import AppConfig


class LexConfig(AppConfig):
    name = "hjulet.check.lex"
    label = "lex"
    verbose_name = "Lex Sarah och lex Maria"
