"""Addresses of organisation."""

from django.urls import path

from hjulet.base.organisation import views

app_name = "organisation"

urlpatterns = [
    path("", views.tree, name="tree"),
    path("enhet/<slug:slug>/", views.unit, name="unit"),
    path("enhet/<slug:slug>/exponering/", views.exposure, name="exposure"),
    path("inlasning/", views.upload, name="import"),
    path("inlasning/granska/", views.preview, name="preview"),
    path("inlasning/avbryt/", views.cancel, name="cancel"),
]
