"""What people decided, applied over what the coder read. Pure: the same claims and decisions, in any order, give the same result.

    review(claims, decisions)      the claims of one report as they count
    regroup(groups, decisions)     events taken apart and joined as people said
    in_force(decisions)            the decisions that nobody has undone
    draft(…)                       a new decision with its id

READS claims and decisions; ADDS Reviewed. The store keeps decisions and calls this; nothing here touches a file.
"""

from .apply import review
from .decisions import ACTIONS, draft, in_force
from .edits import EDITABLE, edited, value_of
from .groups import regroup

__all__ = ["ACTIONS", "EDITABLE", "draft", "edited", "in_force", "regroup", "review", "value_of"]
