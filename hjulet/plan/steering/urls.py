"""Addresses of steering."""

from django.urls import path

from hjulet.plan.steering import views

app_name = "steering"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("skatta/<slug:unit>/<slug:area>/<int:year>/", views.rate, name="rate"),
]
