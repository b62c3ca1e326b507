"""Addresses of the log."""

from django.urls import path

from hjulet.base.log import views

app_name = "log"

urlpatterns = [path("", views.entries, name="list")]
