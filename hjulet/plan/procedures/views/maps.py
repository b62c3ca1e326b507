"""A process map as a file: SVG, PNG, PDF, or BPMN 2.0 for another tool."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hjulet.base.people.request import Request
from hjulet.plan.procedures import map_paper
from hjulet.plan.procedures.drawing import ProcessMap, bpmn, lanes_drawing, svg
from hjulet.plan.procedures.pages import processes as page
from hjulet.plan.procedures.views.reach import process_of

TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "bpmn": "application/xml",
}


@require_safe
def file(request: Request, pk: int, form: str) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    found = process_of(request, pk)
    spec = page.map_of(found, page.activities_of(found, request.user, request.today))
    made = map_paper.pdf(found, spec, timezone.now()) if form == "pdf" else _drawn(spec, form)
    response = HttpResponse(made, content_type=TYPES[form])
    name = f"{slugify(found.name) or 'process'}.{form}"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(spec: ProcessMap, form: str) -> bytes:
    if form == "svg":
        return svg(lanes_drawing(spec), ident="karta", theme="print").encode()
    return map_paper.png(spec) if form == "png" else bpmn(spec)
