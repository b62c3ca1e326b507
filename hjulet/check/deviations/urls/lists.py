"""Lists, weekly team view, figures, exports."""

from django.urls import path

from hjulet.check.deviations.views import figures, lists, routines, week

urlpatterns = [
    path("", lists.deviations, name="list"),
    path("hamta/", lists.download, name="download"),
    path("vyer/spara/", lists.save_view, name="save_view"),
    path("vyer/<int:pk>/ta-bort/", lists.forget_view, name="forget_view"),
    path("veckan/", week.week, name="week"),
    path("veckan/avsluta/", week.together, name="close_many"),
    path("<int:pk>/liten/", week.small, name="small"),
    path("rutiner/", routines.routines, name="routines"),
    path("siffror/", figures.figures, name="figures"),
    path("siffror/hamta/", figures.download, name="figures_download"),
]
