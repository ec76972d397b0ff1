"""Comparative briefings on adult social care, from the assessor's own words."""

__version__ = "0.1.0"
