from accounts.models.event import Event
from accounts.models.team import Delegation, Membership, Team
from accounts.models.user import User

__all__ = ["Delegation", "Event", "Membership", "Team", "User"]
