"""Addresses of deviations: the way in, the case, the lists, the registers."""

from hjulet.check.deviations.urls import cases, lists, offline, registers, reporting

app_name = "deviations"
urlpatterns = [
    *reporting.urlpatterns,
    *offline.urlpatterns,
    *lists.urlpatterns,
    *registers.urlpatterns,
    *cases.urlpatterns,
]
