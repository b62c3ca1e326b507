"""Writing and asking."""

from django.urls import path

from hjulet.report.manuscripts.views import asking, commenting, inquiring, mine, owning, putting, writing

urlpatterns = [
    path("", writing.index, name="list"),
    path("ny/", writing.start, name="start"),
    path("mina/", mine.mine, name="mine"),
    path("<int:pk>/", writing.board, name="board"),
    path("lagg-in/<int:value>/", putting.put, name="put"),
    path("<int:pk>/lagg-in/<int:value>/", putting.put_into, name="put_into"),
    path("<int:pk>/ansvariga/", owning.owners, name="owners"),
    path("<int:pk>/klar-senast/", owning.change_due, name="change_due"),
    path("<int:pk>/pamin/", owning.remind, name="remind"),
    path("<int:pk>/fraga-flera/", inquiring.ask_many, name="ask_many"),
    path("rundfraga/<int:pk>/", inquiring.inquiry, name="inquiry"),
    path("<int:pk>/forhandsgranska/", writing.preview, name="preview"),
    path("<int:pk>/avsnitt/<slug:anchor>/", writing.section, name="section"),
    path("<int:pk>/avsnitt/<slug:anchor>/spara/", writing.autosave, name="autosave"),
    path("<int:pk>/avsnitt/<slug:anchor>/historik/", writing.history, name="history"),
    path("<int:pk>/avsnitt/<slug:anchor>/kommentera/", commenting.comment, name="comment"),
    path("<int:pk>/avsnitt/<slug:anchor>/fraga/", asking.ask, name="ask"),
    path("version/<int:pk>/aterstall/", writing.restore, name="restore"),
    path("version/<int:pk>/ta-hand-om/", writing.settle, name="settle"),
    path("kommentar/<int:pk>/svara/", commenting.reply, name="reply"),
    path("kommentar/<int:pk>/los/", commenting.resolve, name="resolve"),
    path("kommentar/<int:pk>/oppna/", commenting.reopen, name="reopen"),
    path("fraga/<int:pk>/", asking.answer, name="answer"),
    path("fraga/<int:pk>/lamna-vidare/", asking.hand_over, name="hand_over"),
    path("fraga/<int:pk>/spara/", asking.keep, name="keep"),
    path("fraga/<int:pk>/lagg-in/", asking.take, name="take"),
    path("fraga/<int:pk>/dra-tillbaka/", asking.take_back, name="take_back"),
]
