"""Owns the answer to how the open project keeps its lead images: its house style, else what its posts do."""

from __future__ import annotations

from editor.core.house import HouseStyle
from editor.core.post.lead import LeadHabits
from editor.services.workspace import Workspace
from editor.storage.project import read_style


def lead_habits(workspace: Workspace) -> LeadHabits:
    """Return how the project keeps the texts of lead images."""
    habits, project = workspace.listing.habits, workspace.project
    style = read_style(project.root) if project is not None else HouseStyle()
    learnt = habits is not None and habits.lead_in_map
    return LeadHabits(
        in_map=learnt if style.lead_in_map is None else style.lead_in_map,
        keys={**(habits.lead_keys if habits else {}), **style.lead_keys},
        order=habits.key_order if habits else (),
    )
