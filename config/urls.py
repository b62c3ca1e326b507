"""Where every address begins. Swedish paths, English names."""

from django.urls import include, path

from hjulet.check.deviations.views.offline import service_worker

urlpatterns = [
    path(
        "sw.js", service_worker, name="service_worker"
    ),  # at the root: a worker reaches what lies below its address
    path("konto/", include("hjulet.base.people.sign_in_urls")),
    path("konto/", include("hjulet.base.people.urls")),
    path("meddelanden/", include("hjulet.base.notices.urls")),
    path("logg/", include("hjulet.base.log.urls")),
    path("organisation/", include("hjulet.base.organisation.urls")),
    path("", include("hjulet.plan.procedures.urls")),
    path("ledning/", include("hjulet.plan.steering.urls")),
    path("samverkan/", include("hjulet.plan.cooperation.urls")),
    path("matt/", include("hjulet.check.indicators.urls")),
    path("avvikelser/", include("hjulet.check.deviations.urls")),
    path("lex/", include("hjulet.check.lex.urls")),
    path("enkater/", include("hjulet.check.surveys.urls")),
    path("svara/", include("hjulet.check.surveys.urls.answers")),
    path("kostnader/", include("hjulet.check.costs.urls")),
    path("atgarder/", include("hjulet.act.actions.urls")),
    path("serier/", include("hjulet.analyse.series.urls")),
    path("medverkan/", include("hjulet.do.participation.urls")),
    path("effekter/", include("hjulet.analyse.effects.urls")),
    path("rapporter/publik/", include("hjulet.report.manuscripts.urls.public")),
    path("rapporter/arbete/", include("hjulet.report.manuscripts.urls")),
    path("rapporter/", include("hjulet.report.reports.urls")),
    path("sok/ord/", include("hjulet.base.search.urls")),
    path("", include("hjulet.desk.urls")),
]
