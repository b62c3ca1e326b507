"""Kolada, the open database of municipal key figures (API v3). Shown with "Källa: Kolada"."""

from hjulet.check.indicators.sources.kolada.client import Client, Unavailable
from hjulet.check.indicators.sources.kolada.parse import Area, Datum, Fault, Group, Kpi, Place

__all__ = ["Area", "Client", "Datum", "Fault", "Group", "Kpi", "Place", "Unavailable"]
