"""The documents that dukcapil issues: what stands on their pages, and the pages themselves."""

from services.dukcapil.documents.child_card import ChildCardSheet, render_child_card
from services.dukcapil.documents.family_card import FamilyCardSheet, FamilyMember, render_family_card

__all__ = ["ChildCardSheet", "FamilyCardSheet", "FamilyMember", "render_child_card", "render_family_card"]
