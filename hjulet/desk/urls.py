"""Addresses of the start page, search, the red thread and the two pages behind the footer."""

from django.urls import path, re_path

from hjulet.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.start, name="start"),
    path("sok/", views.search, name="search"),
    re_path(r"^trad/(?P<kind>avvikelse|atgard)/(?P<pk>[0-9]{1,18})/$", views.thread, name="thread"),
    path("kallor/", views.sources, name="sources"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
