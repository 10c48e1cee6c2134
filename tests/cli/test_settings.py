"""reportedly.toml: what it may say, and what is said about what it may not."""

from __future__ import annotations

import pytest

from reportedly.errors import SettingsError
from reportedly.settings import Settings, load_settings


@pytest.fixture
def toml(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words").mkdir()
    return lambda text: (tmp_path / "reportedly.toml").write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_in_the_working_folder_is_read(toml, tmp_path):
    toml('[lexicon]\nfolder = "words"\n[parse]\nmodel = "en_core_web_trf"\n')
    found = load_settings()
    assert found.lexicon.endswith("words") and found.model == "en_core_web_trf"


@pytest.mark.parametrize("text, advice", [
    ('[lexikon]\nfolder = "words"', "Did you mean 'lexicon'"), ('[lexicon]\nfolders = "words"', "Did you mean 'folder'"),
    ('colour = "red"', "Known: lexicon, parse"), ('lexicon = "words"', "write [lexicon]"), ('[parse]\nmodel = 3', "quotation marks"),
    ('[lexicon]\nfolder = "absent"', "is not a folder"), ("[lexicon", "not valid TOML")])
def test_what_is_off_is_an_error_with_advice(toml, text, advice):
    toml(text)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert advice in str(error.value) and "reportedly.toml" in str(error.value)
