"""Addresses of surveys, for those who are signed in. Where one answers: answers.py."""

from django.urls import path

from hjulet.check.surveys.views import building, following, results, rounds

app_name = "surveys"
urlpatterns = [
    path("", building.list_, name="list"),
    path("ny/", building.create, name="create"),
    path("<int:pk>/", building.detail, name="detail"),
    path("<int:pk>/andra/", building.edit, name="edit"),
    path("<int:pk>/ny-version/", building.renew, name="renew"),
    path("<int:pk>/ny-omgang/", rounds.plan, name="plan"),
    path("<int:pk>/isu/", following.followed, name="followed"),
    path("<int:pk>/isu/ny/", following.follow, name="follow"),
    path("isu/<int:pk>/", following.measure, name="measure"),
    path("isu/<int:pk>/vem/", following.who, name="who"),
    path("isu/<int:pk>/ta-bort/", following.withdraw, name="withdraw"),
    path("fragor/<int:pk>/", building.build, name="build"),
    path("fragor/<int:pk>/ny/", building.question_create, name="question_create"),
    path("fragor/<int:pk>/se/", building.preview, name="preview"),
    path("fragor/<int:pk>/bild/<int:file>/", building.picture, name="picture"),
    path("fragor/<int:pk>/sprak/<slug:language>/", building.translate, name="translate"),
    path("fraga/<int:pk>/", building.question_edit, name="question_edit"),
    path("fraga/<int:pk>/ta-bort/", building.question_remove, name="question_remove"),
    path("fraga/<int:pk>/flytta/", building.question_move, name="question_move"),
    path("omgang/<int:pk>/", rounds.detail, name="round"),
    path("omgang/<int:pk>/andra/", rounds.edit, name="round_edit"),
    path("omgang/<int:pk>/enheter/", rounds.units, name="units"),
    path("omgang/<int:pk>/status/", rounds.move, name="move"),
    path("omgang/<int:pk>/paminn/", rounds.remind_, name="remind"),
    path("omgang/<int:pk>/granska/", rounds.screening, name="screening"),
    path("omgang/<int:pk>/resultat/", results.result, name="result"),
    path("omgang/<int:pk>/resultat.<slug:kind>", results.download, name="download"),
    path("omgang/<int:pk>/behov/", results.raise_together, name="raise_together"),
    path("enhet/<int:pk>/affisch/", rounds.poster, name="poster"),
    path("enhet/<int:pk>/koder/", rounds.codes, name="codes"),
    path("enhet/<int:pk>/koder/ta-bort/", rounds.codes_void, name="codes_void"),
    path("enhet/<int:pk>/papper/", rounds.paper, name="paper"),
    path("enhet/<int:pk>/samtal/", rounds.talk, name="talk"),
    path("enhet/<int:pk>/behov/", results.raise_need, name="raise_need"),
]
