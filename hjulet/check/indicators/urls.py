"""Addresses of indicators."""

from django.urls import path

from hjulet.check.indicators import views
from hjulet.check.indicators.compare import views as compare
from hjulet.check.indicators.imports import views as imports
from hjulet.check.indicators.kolada import views as kolada
from hjulet.check.indicators.measuring.views import measurements as measuring
from hjulet.check.indicators.measuring.views import setting_up as setup
from hjulet.check.indicators.questions import views as questions

app_name = "indicators"

urlpatterns = [
    path("", views.indicators, name="list"),
    path("forandringar/", views.changes, name="changes"),
    path("jamforelser/", compare.comparisons, name="comparisons"),
    path("jamforelser/<slug:key>/", compare.comparison, name="comparison"),
    path("sticker-ut/", compare.standouts, name="standouts"),
    path("kolada/", kolada.kolada, name="kolada"),
    path("kolada/kommunkod/", kolada.code, name="kolada_code"),
    path("kolada/hamta/", kolada.fetch, name="kolada_fetch"),
    path("kolada/enheter/", kolada.units, name="kolada_units"),
    path("kolada/egen-matning/", kolada.local, name="kolada_local"),
    path("inlasning/", imports.upload, name="import"),
    path("inlasning/<int:pk>/", imports.preview, name="import_preview"),
    path("inlasning/<int:pk>/kolumner/", imports.columns, name="import_columns"),
    path("inlasning/<int:pk>/ord/", imports.words, name="import_words"),
    path("inlasning/<int:pk>/las-in/", imports.run, name="import_run"),
    path("inlasning/<int:pk>/ta-bort/", imports.cancel, name="import_cancel"),
    path("inlasning/<int:pk>/angra/", imports.undo, name="import_undo"),
    path("fragor/", questions.questions, name="questions"),
    path("fragor/<int:pk>/", questions.question, name="question"),
    path("fragor/<int:pk>/svara/", questions.answer, name="question_answer"),
    path("fragor/<int:pk>/lamna-over/", questions.hand_over, name="question_hand_over"),
    path("fragor/<int:pk>/folj-upp/", questions.follow_up, name="question_follow_up"),
    path("fragor/<int:pk>/dra-tillbaka/", questions.withdraw, name="question_withdraw"),
    path("varde/<int:pk>/fraga/", questions.ask, name="ask"),
    path("matningar/", measuring.measurements, name="measurements"),
    path("matningar/ny/", setup.choose, name="measurement_choose"),
    path("matningar/ny/lagg-upp/", setup.create, name="measurement_create"),
    path("matningar/varde/<int:pk>/ratta/", measuring.revise, name="measurement_revise"),
    path("matningar/<int:pk>/", measuring.measurement, name="measurement"),
    path("matningar/<int:pk>/andra/", setup.edit, name="measurement_edit"),
    path("matningar/<int:pk>/ansvariga/", setup.owners, name="measurement_owners"),
    path("matningar/<int:pk>/avsluta/", setup.finish, name="measurement_end"),
    path("matningar/<int:pk>/<str:month>/", measuring.fill, name="measurement_fill"),
    path("nytt/", views.create, name="create"),
    path("varde/<int:pk>/", views.value, name="value"),
    path("varde/<int:pk>/ratta/", views.revise, name="revise"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/hamta/<slug:kind>/", compare.download, name="download"),
    path("<slug:slug>/tratt/", compare.funnel, name="funnel"),
    path("<slug:slug>/andra/", views.edit, name="edit"),
    path("<slug:slug>/nytt-varde/", views.create_value, name="create_value"),
    path("<slug:slug>/malnivaer/", views.target, name="target"),
]
