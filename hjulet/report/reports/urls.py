"""Addresses of reports."""

from django.urls import path

from hjulet.report.reports.views import frames, reading, tables

app_name = "reports"

urlpatterns = [
    path("", reading.index, name="list"),
    path("ram/", frames.frames, name="frames"),
    path("ram/tabell/<int:pk>/", tables.change, name="table"),
    path("ram/tabell/<int:pk>/ta-bort/", tables.remove, name="remove_table"),
    path("ram/tabell/<int:pk>/ta-tillbaka/", tables.restore, name="restore_table"),
    path("ram/<slug:kind>/", frames.frame, name="frame"),
    path("ram/<slug:kind>/tabeller/", tables.tables, name="tables"),
    path("ram/<slug:kind>/tabeller/ny/", tables.create, name="create_table"),
    path("<slug:kind>/<slug:unit>/<slug:year>/", reading.show, name="show"),
    path("<slug:kind>/<slug:unit>/<slug:year>/fil/<slug:form>/", reading.download, name="download"),
]
