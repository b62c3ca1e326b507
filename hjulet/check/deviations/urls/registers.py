"""What the municipality decides, and reading files in."""

from django.urls import URLPattern, path

from hjulet.check.deviations.views import imports, registers

urlpatterns: list[URLPattern] = [
    path("installningar/typer/", registers.types, name="types"),
    path("installningar/typer/ny/", registers.type_create, name="type_create"),
    path("installningar/typer/exempel/", registers.type_examples, name="type_examples"),
    path("installningar/typer/<int:pk>/", registers.type_edit, name="type_edit"),
    path("installningar/typer/<int:pk>/avsluta/", registers.type_end, name="type_end"),
    path("installningar/typer/<int:pk>/blev/", registers.type_map, name="type_map"),
    path("installningar/tidsgranser/", registers.deadlines, name="deadlines"),
    path("installningar/standardsvar/", registers.standard_answers, name="standard_answers"),
    path("installningar/standardsvar/nytt/", registers.standard_answer_create, name="standard_answer_create"),
    path("installningar/standardsvar/<int:pk>/", registers.standard_answer_edit, name="standard_answer_edit"),
    path(
        "installningar/standardsvar/<int:pk>/ta-bort/",
        registers.standard_answer_remove,
        name="standard_answer_remove",
    ),
    path("inlasning/", imports.upload, name="import"),
    path("inlasning/<int:pk>/", imports.preview, name="import_preview"),
    path("inlasning/<int:pk>/kolumner/", imports.columns, name="import_columns"),
    path("inlasning/<int:pk>/ord/", imports.words, name="import_words"),
    path("inlasning/<int:pk>/las-in/", imports.run, name="import_run"),
    path("inlasning/<int:pk>/ta-bort/", imports.cancel, name="import_cancel"),
    path("inlasning/<int:pk>/angra/", imports.undo, name="import_undo"),
]
