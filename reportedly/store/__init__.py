"""The ledger: every report with its bytes, its claims, the events that they tell, what people decided, and a log that shows any change.

    open_ledger(path)   a Ledger: SQL to read, transactions to write
    add(ledger, paths)  code new reports and store them
    relink(ledger)      make the events anew where claims changed

One SQLite file. The only stage, with `read`, that touches the disk for the evidence.
"""

from .adding import Added, add
from .ledger import DEFAULT, Ledger, open_ledger
from .linking import relink

__all__ = ["DEFAULT", "Added", "Ledger", "add", "open_ledger", "relink"]
