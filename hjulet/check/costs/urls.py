"""Addresses of costs."""

from django.urls import path

from hjulet.check.costs import views

app_name = "costs"

urlpatterns = [
    path("", views.tables, name="list"),
    path("las-in/", views.upload, name="import"),
    path("las-in/granska/", views.preview, name="preview"),
    path("las-in/avbryt/", views.cancel, name="cancel"),
    path("prisindex/", views.prices, name="prices"),
    path("prisindex/<int:year>/ta-bort/", views.remove_price, name="remove_price"),
    path("<slug:slug>-<int:year>/", views.table, name="table"),
    path("<slug:slug>-<int:year>/hamta/<slug:kind>/", views.download, name="download"),
    path("<slug:slug>-<int:year>/bild/<slug:chart>/<slug:kind>/", views.picture, name="picture"),
    path("<slug:slug>-<int:year>/ta-bort/", views.remove, name="remove"),
]
