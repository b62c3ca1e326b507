"""Where every address begins. Swedish paths, English names."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("hjulet.base.people.sign_in_urls")),
    path("konto/", include("hjulet.base.people.urls")),
    path("logg/", include("hjulet.base.log.urls")),
    path("organisation/", include("hjulet.base.organisation.urls")),
    path("ledning/", include("hjulet.plan.steering.urls")),
    path("matt/", include("hjulet.check.indicators.urls")),
    path("kostnader/", include("hjulet.check.costs.urls")),
    path("atgarder/", include("hjulet.act.actions.urls")),
    path("rapporter/", include("hjulet.report.reports.urls")),
    path("", include("hjulet.desk.urls")),
]
