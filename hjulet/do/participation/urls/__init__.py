"""Swedish paths, English names."""

from hjulet.do.participation.urls import delegations, roles, training

app_name = "participation"
urlpatterns = [*training.urlpatterns, *delegations.urlpatterns, *roles.urlpatterns]
