"""What can go wrong, drawn as a tree. Every message says what, why and what to do.

    ReportedlyError
    ├── UsageError           the call is off: a flag, a path that is not there
    ├── SettingsError        reportedly.toml cannot be used
    ├── LexiconError         a word list has a bad row
    ├── ModelMissing         the language model is not installed
    ├── GazetteerError       the gazetteer cannot be built or opened
    ├── LedgerError          the ledger cannot be opened, read or written
    │   ├── LedgerBusy       another process is writing to it
    │   └── LedgerDamaged    the file is not whole
    └── ReadError            an input cannot be read: it ends as a refused or failed record
        ├── Refused          we will not read it (too large, binary, no text)
        └── Failed           we tried and could not (permission, broken JSON, parser)
"""


class ReportedlyError(Exception):
    """The root: catch this to catch all of ours."""


class UsageError(ReportedlyError):
    """The call is off."""


class SettingsError(ReportedlyError):
    """reportedly.toml cannot be used."""


class LexiconError(ReportedlyError):
    """A word list has a bad row; the message names file and line."""


class ModelMissing(ReportedlyError):
    """The language model is not installed."""


class GazetteerError(ReportedlyError):
    """The gazetteer cannot be built or opened."""


class LedgerError(ReportedlyError):
    """The ledger cannot be opened, read or written; nothing that was acknowledged is lost."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class LedgerDamaged(LedgerError):
    """The file of the ledger is not whole."""


class ReadError(ReportedlyError):
    """An input cannot be read."""


class Refused(ReadError):
    """An input that we will not read."""


class Failed(ReadError):
    """An input that we tried to read and could not."""
