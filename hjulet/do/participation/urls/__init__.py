"""Swedish paths, English names."""

from hjulet.do.participation.urls import delegations, meetings, reading, roles, training

app_name = "participation"
urlpatterns = [
    *reading.urlpatterns,
    *meetings.urlpatterns,
    *training.urlpatterns,
    *delegations.urlpatterns,
    *roles.urlpatterns,
]
