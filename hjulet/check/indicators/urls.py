"""Addresses of indicators."""

from django.urls import path

from hjulet.check.indicators import views

app_name = "indicators"

urlpatterns = [
    path("", views.indicators, name="list"),
    path("forandringar/", views.changes, name="changes"),
    path("varde/<int:pk>/", views.value, name="value"),
    path("varde/<int:pk>/ratta/", views.revise, name="revise"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/nytt-varde/", views.create_value, name="create_value"),
    path("<slug:slug>/malnivaer/", views.target, name="target"),
]
