"""Addresses of steering."""

from django.urls import path

from hjulet.plan.steering import views

app_name = "steering"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("mal/nytt/", views.create_goal, name="create_goal"),
    path("mal/<int:pk>/", views.edit_goal, name="edit_goal"),
    path("vision/ny/", views.create_vision, name="create_vision"),
    path("vision/<int:pk>/", views.edit_vision, name="edit_vision"),
    path("skatta/<slug:unit>/<slug:area>/<int:year>/", views.rate, name="rate"),
]
