"""What waits for a person: deciding on it, taking it back, asking again, and what a crash left open."""

from tools.approvals.desk import Desk, Reopen
from tools.approvals.listing import ListApprovals
from tools.approvals.recovery import Notice
from tools.approvals.which import Verdict

__all__ = ["Desk", "ListApprovals", "Notice", "Reopen", "Verdict"]
