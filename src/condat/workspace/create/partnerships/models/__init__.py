"""What the team keeps of the people it works with."""

from condat.workspace.create.partnerships.models.deal import (
    Compensation,
    Deal,
    Deliverable,
    Evidence,
)
from condat.workspace.create.partnerships.models.mail import Mail, Template
from condat.workspace.create.partnerships.models.money import Budget, House
from condat.workspace.create.partnerships.models.partnership import Partnership, Touch
from condat.workspace.create.partnerships.models.told import Feedback

__all__ = [
    "Budget",
    "Compensation",
    "Deal",
    "Deliverable",
    "Evidence",
    "Feedback",
    "House",
    "Mail",
    "Partnership",
    "Template",
    "Touch",
]
