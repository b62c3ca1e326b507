"""Addresses of lex Sarah and lex Maria."""

from django.urls import path

from hjulet.check.lex.views import cases, deciding, lists, opening, settings

app_name = "lex"
urlpatterns = [
    path("", lists.cases, name="list"),
    path("rapportera/", opening.start, name="start"),
    path("ta-emot/", opening.receive, name="receive"),
    path("mina/", lists.own, name="own"),
    path("utfall/", lists.outcomes, name="outcomes"),
    path("att-diariefora/", lists.to_register, name="to_register"),
    path("att-diariefora/<int:pk>/", lists.register, name="register"),
    path("delegation/", settings.delegations, name="delegations"),
    path("delegation/<int:pk>/avsluta/", settings.end, name="end_delegation"),
    path("tider/", settings.times, name="times"),
    path("<int:pk>/", cases.detail, name="detail"),
    path("<int:pk>/utredare/", cases.assign, name="assign"),
    path("<int:pk>/jav/", cases.conflict, name="conflict"),
    path("<int:pk>/punkt/<slug:key>/", cases.item, name="item"),
    path("<int:pk>/punkt/<slug:key>/las-upp/", cases.unlock, name="unlock"),
    path("<int:pk>/informerad/", cases.inform, name="inform"),
    path("<int:pk>/atgard/", cases.act, name="act"),
    path("<int:pk>/vem/", cases.identity, name="identity"),
    path("<int:pk>/fil/<int:file>/", cases.file, name="file"),
    path("<int:pk>/forslag/", deciding.propose, name="propose"),
    path("<int:pk>/skicka-tillbaka/", deciding.send_back, name="send_back"),
    path("<int:pk>/beslut/", deciding.decide, name="decide"),
    path("<int:pk>/ivo/", deciding.ivo, name="ivo"),
    path("<int:pk>/ivo.pdf", deciding.ivo_pdf, name="ivo_pdf"),
    path("<int:pk>/avsluta/", deciding.close, name="close"),
    path("<int:pk>/oppna-igen/", deciding.reopen, name="reopen"),
    path("<int:pk>/maska/", deciding.mask, name="mask"),
    path("<int:pk>/maskad/<int:copy>/", deciding.masked_file, name="masked_file"),
]
