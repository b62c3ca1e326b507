"""Addresses of reports."""

from django.urls import path

from hjulet.report.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.index, name="list"),
    path("<slug:kind>/<slug:unit>/<slug:year>/", views.show, name="show"),
    path("<slug:kind>/<slug:unit>/<slug:year>/fil/<slug:form>/", views.download, name="download"),
]
