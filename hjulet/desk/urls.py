"""Addresses of the start page and the two pages behind the footer."""

from django.urls import path

from hjulet.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.start, name="start"),
    path("kallor/", views.sources, name="sources"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
