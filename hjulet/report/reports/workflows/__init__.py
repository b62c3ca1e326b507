"""Building a report, framing it, and keeping the municipality's own tables."""

from hjulet.report.reports.workflows.building import build, chapters_of, file_name, rendered, standalone

__all__ = ["build", "chapters_of", "file_name", "rendered", "standalone"]
