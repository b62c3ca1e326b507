"""Addresses of the register of synonyms."""

from django.urls import path

from hjulet.base.search import views

app_name = "search"

urlpatterns = [
    path("", views.synonyms, name="synonyms"),
    path("borja/", views.begin, name="begin"),
    path("<int:pk>/", views.synonyms_edit, name="synonyms_edit"),
    path("<int:pk>/avsluta/", views.synonyms_end, name="synonyms_end"),
]
