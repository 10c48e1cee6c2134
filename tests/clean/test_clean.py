"""One input as an Article: HTML, language, empty inputs, copies."""

from __future__ import annotations

from reportedly.clean import clean, mark_duplicates
from reportedly.read.identity import Given
from reportedly.read.pages import page_of
from reportedly.records import RawDocument, Refusal

REPORT = ("The army said on Monday that its soldiers had taken two villages in the north of the province after a night of shelling, "
          "and that nine of its men were wounded in the fighting.")
FRENCH = ("L'armée a annoncé lundi que ses soldats avaient pris deux villages dans le nord de la province après une nuit de "
          "bombardements, et que neuf de ses hommes avaient été blessés dans les combats.")

PAGE = f"""<!doctype html><html lang="en"><head><title>Army takes villages | Daily Example</title>
<meta property="og:site_name" content="Daily Example"><meta property="og:title" content="Army takes villages">
<meta property="article:published_time" content="2019-05-06T10:00:00Z"><link rel="canonical" href="https://news.example/villages"></head>
<body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li></ul></nav>
<article><h1>Army takes villages</h1><p>{REPORT}</p><p>Residents said that the shelling went on until the morning and that nobody came to help.</p></article>
<footer><p>Copyright Daily Example</p></footer></body></html>"""


def raw(text: str, media: str = "text", **fields) -> RawDocument | Refusal:
    if media == "html":
        return page_of("report.html", text.encode(), Given(**fields))
    return RawDocument("sha256:" + "0" * 64, "report.txt", text, media, **fields)


def test_a_page_gives_its_main_text_and_what_it_says_of_itself():
    article = clean(raw(PAGE, "html"))
    assert (article.status, article.outlet, article.title, article.lang) == ("coded", "Daily Example", "Army takes villages", "en")
    assert article.published.start == "2019-05-06"
    assert REPORT in article.text and "World" not in article.text and "<p>" not in article.text


def test_what_the_user_says_comes_before_what_the_page_says():
    assert clean(raw(PAGE, "html", outlet="Another Name")).outlet == "Another Name"


def test_a_page_without_text_is_empty():
    article = clean(raw("<html><body><script>var a = 1</script></body></html>", "html"))
    assert article.status == "empty" and "no main text" in article.reason


def test_blank_text_is_empty():
    assert [clean(raw(text)).status for text in ("", " \r\n\t")] == ["empty", "empty"]


def test_nothing_but_boilerplate_is_empty():
    assert clean(raw("Leave a Reply\n\nRequired fields are marked *")).status == "empty"


def test_another_language_is_not_coded_and_says_which():
    article = clean(raw(FRENCH))
    assert (article.status, article.lang, article.reason) == ("not_coded", "fr", "language: fr")


def test_another_script_is_not_coded_however_short():
    assert clean(raw("أعلن الجيش يوم الاثنين سيطرته على قريتين")).status == "not_coded"


def test_a_short_text_of_names_is_not_judged():
    assert clean(raw("Daech à Mossoul: Hachd al-Chaabi kills two")).status == "coded"


def test_the_text_is_kept_character_for_character():
    text = "A bomb hit a bus.\r\n\r\nTwo died.\r\n\r\nLeave a Reply\r\n"
    assert clean(raw(text)).text == text


def test_a_refusal_becomes_a_record_with_its_reason():
    article = clean(Refusal("x.bin", "refused", "is binary"))
    assert (article.status, article.reason, article.text) == ("refused", "is binary", "")


def test_the_same_text_is_a_duplicate_in_one_outlet_and_a_copy_in_another():
    def by(number: int, outlet: str | None):
        return clean(RawDocument(f"sha256:{number:064}", f"{number}", REPORT, "record", outlet=outlet))

    marked = mark_duplicates([by(1, "A"), by(2, "A"), by(3, "B"), by(4, "B")])
    assert [(a.status, a.copy_of and int(a.copy_of[-1])) for a in marked] == [("coded", None), ("duplicate", 1), ("coded", 1), ("duplicate", 3)]


LAYOUT = f"""<html><body><table><tr><td>MENU</td><td><b>Army takes villages</b><br><br>{REPORT}<br><br>Residents fled.</td></tr></table></body></html>"""
DATA = f"""<html><body><article><p>{REPORT}</p><table><tr><th>Village</th><th>Killed</th></tr><tr><td>Umm Sarj</td><td>3</td></tr></table>
<p>The army counts only its own dead, and gave no figure for the other side or for the people of the villages.</p></article></body></html>"""


def test_a_table_that_lays_out_the_page_is_read_as_prose_and_one_of_data_as_a_table():
    text = clean(raw(LAYOUT, "html")).text
    assert f"\n{REPORT}\n" in text and "MENU |" not in text
    assert "| Umm Sarj | 3 |" in clean(raw(DATA, "html")).text


def test_a_date_that_is_none_is_not_passed_over_in_silence():
    published = clean(raw(REPORT, "record", published="soon", published_basis="the record's own field 'published'")).published
    assert published.start is None and "'published' says 'soon', which is no date" in published.basis
    dated = clean(raw("BEIRUT, May 6 2019 (Reuters) - " + REPORT, "record", published="31/31/2019", published_basis="the record's own field 'published'"))
    assert dated.published.start == "2019-05-06" and "'31/31/2019', which is no date" in dated.published.basis


def test_the_rows_of_a_table_stay_in_the_text_and_are_not_coded():
    cuts = clean(raw(DATA, "html")).cuts
    assert [cut.words for cut in cuts if cut.reason == "table"] == ["| Village | Killed |", "|---|---|", "| Umm Sarj | 3 |"]
    assert not clean(raw(f"| MENU | {REPORT} |\n{REPORT}")).cuts
