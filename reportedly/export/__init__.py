"""Records → what other programs read: JSON lines (nothing lost) and a flat CSV.

READS   Claim, Article, Event, Mentions
"""

from .contract import claim_json, document_json, event_json
from .flat import COLUMNS, claim_row
from .mentions import KINDS, mention_rows
from .write import check_targets, csv_line, json_line, written

__all__ = ["claim_json", "document_json", "event_json", "mention_rows", "KINDS", "claim_row", "COLUMNS", "json_line", "csv_line", "check_targets", "written"]
