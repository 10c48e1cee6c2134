"""One reportedly.toml, read into one frozen record.

    [lexicon]
    folder = "our-words"          # rows read on top of ours; relative to reportedly.toml

    [parse]
    model = "en_core_web_trf"     # an installed spaCy pipeline
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from .errors import SettingsError
from .lexicon.project import check_project
from .parse.model import DEFAULT_MODEL

FILE_NAME = "reportedly.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may set. `lexicon` is a folder of word lists read on top of ours, None for ours alone."""

    lexicon: str | None = None
    model: str = DEFAULT_MODEL


# [section] key → the field of Settings it sets.
KEYS = {("lexicon", "folder"): "lexicon", ("parse", "model"): "model"}


def load_settings(path: str | None = None) -> Settings:
    """The settings of `path`, or of reportedly.toml in the working folder, or the defaults where there is none.

    Raises SettingsError for a file that is missing (only when `path` is given), is no TOML, or holds an unknown key,
    and LexiconError for a row in the project's folder that cannot be used.
    """
    file = Path(path or FILE_NAME)
    if path is None and not file.is_file():
        return Settings()
    try:
        tables = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}). Name an existing file with --settings.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}.") from error
    values = {field: value for field, value in _fields(tables, file)}
    if folder := values.get("lexicon"):
        values["lexicon"] = _existing_folder(file, folder)
        check_project(values["lexicon"])
    return Settings(**values)


def _fields(tables: dict, file: Path):
    """The (field, value) pairs that the file sets; raises SettingsError at the first that we do not know."""
    known = sorted({section for section, _ in KEYS})
    for section, table in tables.items():
        if section not in known:
            raise SettingsError(f"{file}: unknown section or key {section!r}.{_advice(section, known)}")
        if not isinstance(table, dict):
            raise SettingsError(f"{file}: {section!r} must be a section: write [{section}].")
        keys = sorted(key for name, key in KEYS if name == section)
        for key, value in table.items():
            if key not in keys:
                raise SettingsError(f"{file}: unknown key {key!r} in [{section}].{_advice(key, keys)}")
            if not isinstance(value, str) or not value:
                raise SettingsError(f"{file}: [{section}] {key} must be a text in quotation marks.")
            yield KEYS[section, key], value


def _advice(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(known)}."


def _existing_folder(file: Path, folder: str) -> str:
    path = file.parent / folder
    if not path.is_dir():
        raise SettingsError(f"{file}: [lexicon] folder {folder!r} is not a folder; it is looked for beside {FILE_NAME}.")
    return str(path)
