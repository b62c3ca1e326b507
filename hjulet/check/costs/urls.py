"""Addresses of costs."""

from django.urls import path

from hjulet.check.costs import views

app_name = "costs"

urlpatterns = [
    path("", views.tables, name="list"),
    path("<slug:slug>-<int:year>/", views.table, name="table"),
]
