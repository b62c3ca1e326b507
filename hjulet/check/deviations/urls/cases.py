"""The case: its story, its judgement, its verbs."""

from django.urls import URLPattern, path

from hjulet.check.deviations.views import cases, cases_acting, cases_ending, cases_judging, cases_parts

urlpatterns: list[URLPattern] = [
    path("<int:pk>/", cases.detail, name="detail"),
    path("<int:pk>/utskrift.pdf", cases.print_case, name="print"),
    path("<int:pk>/bilaga/<uuid:key>/", cases.file, name="file"),
    path("<int:pk>/vem/", cases.identity, name="identity"),
    path("<int:pk>/vem/skriv/", cases.write_identity, name="write_identity"),
    path("<int:pk>/bedom/", cases_judging.judge, name="judge"),
    path("del/<int:pk>/lex/", cases_judging.no_lex, name="no_lex"),
    path("del/<int:pk>/", cases_parts.part, name="part"),
    path("del/<int:pk>/orsak/", cases_parts.cause_add, name="cause_add"),
    path("del/<int:pk>/varfor/", cases_parts.cause_whys, name="cause_whys"),
    path("del/<int:pk>/orsak/<int:cause>/", cases_parts.cause_edit, name="cause_edit"),
    path("del/<int:pk>/orsak/<int:cause>/ta-bort/", cases_parts.cause_remove, name="cause_remove"),
    path("del/<int:pk>/team/", cases_parts.team, name="team"),
    path("del/<int:pk>/team/<int:member>/ta-bort/", cases_parts.team_leave, name="team_leave"),
    path("del/<int:pk>/bidra/", cases_parts.contribute, name="contribute"),
    path("del/<int:pk>/informera/", cases_parts.inform, name="inform"),
    path("del/<int:pk>/produkt/", cases_parts.device, name="device"),
    path("<int:pk>/atgard/", cases_acting.decide_action, name="decide_action"),
    path("<int:pk>/atgard/oppen/", cases_acting.tie_action, name="tie_action"),
    path("<int:pk>/atgard/<int:decided>/orsak/", cases_acting.say_cause, name="say_cause"),
    path("<int:pk>/ingen-atgard/", cases_acting.no_action, name="no_action"),
    path("<int:pk>/folj-upp/", cases_acting.book_review, name="book_review"),
    path("<int:pk>/svara/", cases_acting.answer_reporter, name="answer_reporter"),
    path("<int:pk>/extern/", cases_acting.external, name="external"),
    path("<int:pk>/avsluta/", cases_ending.close, name="close"),
    path("<int:pk>/inte-avvikelse/", cases_ending.dismiss, name="dismiss"),
    path("<int:pk>/dubblett/", cases_ending.merge, name="merge"),
    path("<int:pk>/oppna-igen/", cases_ending.reopen, name="reopen"),
    path("<int:pk>/flytta/", cases_ending.reassign, name="reassign"),
    path("<int:pk>/lyft/", cases_ending.escalate, name="escalate"),
]
