"""Addresses of series."""

from django.urls import path

from hjulet.analyse.series import views

app_name = "series"

urlpatterns = [
    path("", views.series, name="list"),
    path("matsatt/", views.breaks, name="breaks"),
    path("matsatt/nytt/", views.create_break, name="create_break"),
    path("matsatt/<int:pk>/", views.edit_break, name="edit_break"),
    path("matsatt/<int:pk>/ta-bort/", views.delete_break, name="delete_break"),
    path("<str:key>/", views.detail, name="detail"),
    path("<str:key>/fil/", views.download, name="download"),
]
