"""The open addresses of published reports. They are printed on paper: they do not change."""

from django.urls import path

from hjulet.report.manuscripts.views import public

app_name = "published"

REPORT = "<slug:municipality>/<slug:kind>/<slug:unit>/<int:year>/"

urlpatterns = [
    path("", public.everywhere, name="all"),
    path("<slug:municipality>/", public.index, name="list"),
    path(REPORT, public.report, name="report"),
    path(f"{REPORT}utgava/<int:number>/", public.edition, name="edition"),
    path(f"{REPORT}utgava/<int:number>/fil/<slug:form>/", public.file, name="file"),
]
