"""The documents that perizinan issues: what stands on their pages, and the pages themselves."""

from services.perizinan.documents.deed import DeedSheet, render_deed

__all__ = ["DeedSheet", "render_deed"]
