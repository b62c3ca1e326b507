"""Addresses of costs."""

from django.urls import path

from hjulet.check.costs import views

app_name = "costs"

urlpatterns = [
    path("", views.tables, name="list"),
    path("las-in/", views.upload, name="import"),
    path("las-in/granska/", views.preview, name="preview"),
    path("las-in/avbryt/", views.cancel, name="cancel"),
    path("<slug:slug>-<int:year>/", views.table, name="table"),
]
