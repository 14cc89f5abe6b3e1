"""Kompetansekrav: which courses go towards which requirement (domain facts, section 2).

The rules are data with source and validity in catalogue/vocabulary/requirements/; this is the arithmetic. A course
counts together with the credits it requires beforehand: «Engelsk 2» (30 on top of 30) gives 60.
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.fields import Grades
from site_builder.catalogue.model import Fulfilment, Requirement


def fulfilments(
    requirements: Iterable[Requirement], *, subject: str, grades: Grades, credits: float, prior_credits: float
) -> tuple[Fulfilment, ...]:
    """Return how far a course in `subject` for `grades` goes towards each requirement it touches.

    Only requirements for the subject whose school years overlap the course's; those met in full come first.
    """
    found = [
        Fulfilment(requirement, min(credits + prior_credits, requirement.credits))
        for requirement in requirements
        if subject in requirement.subjects
        and any(grades.overlaps(low, high) for low, high in requirement.grades.ranges)
    ]
    return tuple(sorted(found, key=lambda each: (not each.complete, each.requirement.grades, each.requirement.key)))
