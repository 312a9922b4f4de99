from guidelines.models.basis import Basis
from guidelines.models.edition import Edition, EditionFile
from guidelines.models.guideline import Guideline, Provision
from guidelines.models.review import Position, ReviewRound, RoundDelegation
from guidelines.models.revision import Revision

__all__ = [
    "Basis",
    "Edition",
    "EditionFile",
    "Guideline",
    "Position",
    "Provision",
    "ReviewRound",
    "Revision",
    "RoundDelegation",
]
