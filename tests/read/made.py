"""Invented reports in every format that is read, made by the libraries that write it."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

REPORT = ("The army of Qumria said on Monday that its soldiers had taken two villages near Tal Hasna after a night of shelling. "
          "Residents said that seven people were killed in the market.")
SECOND = "Gunmen attacked a convoy on the road to Birat on Tuesday, wounding four drivers, the governor of the province said. Nobody claimed the attack."

PAGE = f"""<!doctype html><html lang="en"><head><title>Army takes villages | Daily Example</title>
<meta property="og:site_name" content="Daily Example"><meta property="og:title" content="Army takes villages">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Army takes villages",
"datePublished": "2019-05-06T10:00:00Z", "author": {{"@type": "Person", "name": "Mara Tell"}}}}</script>
<link rel="canonical" href="https://news.example/villages"></head>
<body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li></ul></nav>
<article><h1>Army takes villages</h1><p>{REPORT}</p><p>{SECOND}</p></article>
<footer><p>Copyright Daily Example</p></footer></body></html>"""

RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Daily Example</title><link>https://news.example/</link>
<description>News</description><language>en</language>
<item><title>Army takes villages</title><link>https://news.example/1</link><guid>n-1</guid><pubDate>Mon, 06 May 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{REPORT}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>Convoy</title><guid>n-2</guid><description>{SECOND}</description></item></channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Example</title><id>urn:f</id><updated>2019-05-07T00:00:00Z</updated>
<entry><id>urn:1</id><title>Army takes villages</title><updated>2019-05-06T10:00:00Z</updated><author><name>Mara Tell</name></author>
<link href="https://news.example/1"/><content type="text">{REPORT}</content></entry></feed>"""

JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Daily Example", "items": [
    {"id": "n-1", "url": "https://news.example/1", "title": "Army takes villages", "content_html": f"<p>{REPORT}</p><p>{SECOND}</p>",
     "date_published": "2019-05-06T10:00:00Z", "authors": [{"name": "Mara Tell"}]}]})

TELEGRAM = json.dumps({"name": "Qumria Now", "type": "public_channel", "id": 77, "messages": [
    {"id": 1, "type": "service", "date": "2019-05-06T09:00:00", "action": "create_channel", "text": ""},
    {"id": 2, "type": "message", "date": "2019-05-06T10:00:00", "from": "Qumria Now", "text": [REPORT, {"type": "bold", "text": " Urgent."}]},
    {"id": 3, "type": "message", "date": "2019-05-06T11:00:00", "from": "Qumria Now", "photo": "p.jpg", "text": ""},
    {"id": 4, "type": "message", "date": "2019-05-06T12:00:00", "from": "Qumria Now", "forwarded_from": "Hasna Press", "text": SECOND}]})


def message(subject: str = "Army takes villages", html: bool = False, attached: bytes | None = None) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Daily Example <desk@news.example>", "reader@mail.example", subject
    mail["Date"], mail["Message-ID"] = "Mon, 06 May 2019 10:00:00 +0200", f"<{abs(hash(subject))}@news.example>"
    mail.set_content(REPORT)
    if html:
        mail.add_alternative(f"<html><body><p>{REPORT}</p></body></html>", subtype="html")
    if attached:
        mail.add_attachment(attached, maintype="application", subtype="octet-stream", filename="second.txt")
    return mail.as_bytes()


def mbox() -> bytes:
    return b"".join(b"From desk@news.example Mon May  6 10:00:00 2019\n" + message(subject) + b"\n\n" for subject in ("One", "Two"))


def mhtml() -> bytes:
    return ("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/villages\r\nSubject: Army takes villages\r\n"
            "Date: Tue, 7 May 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
            "\tboundary=\"--x\"\r\n\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
            f"Content-Location: https://news.example/villages\r\n\r\n{PAGE}\r\n----x--\r\n").encode()


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = "Army takes villages", "Mara Tell"
    document.add_paragraph(REPORT)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Tal Hasna", "7 killed"
    document.add_paragraph(SECOND)
    return saved(document.save)


def odt() -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Army takes villages"))
    for text in (REPORT, SECOND):
        document.text.addElement(P(text=text))
    return saved(document.write)


def xlsx(header: tuple[str, ...] = ("ID", "Body", "Source", "Date")) -> bytes:
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(("Reports of May", None))
    book.active.append(header)
    book.active.append((7, REPORT, "Daily Example", date(2019, 5, 6)))
    book.active.append((8, SECOND, None, None))
    return saved(book.save)


def saved(save) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with a text layer, written by hand: one line of text for each sentence."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        lines = " ".join(f"({line.strip()}) Tj T*" for line in page.replace("(", "").replace(")", "").split(". "))
        stream = f"BT /F1 9 Tf 12 TL 40 700 Td {lines} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1200 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>",
                    f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + table + end).encode("latin-1")


def warc(*pages: str, packed: bool = False) -> bytes:
    records = [record("warcinfo", b"software: invented\r\n", "application/warc-fields")]
    for number, page in enumerate(pages):
        records.append(record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode(),
                              "application/http; msgtype=response", f"https://news.example/{number}"))
    records.append(record("response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "application/http; msgtype=response", "https://news.example/p.png"))
    records.append(record("response", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>gone</html>", "application/http; msgtype=response", "https://news.example/x"))
    return b"".join(gzip.compress(r) if packed else r for r in records)


def record(kind: str, body: bytes, media: str, url: str = "") -> bytes:
    number = f"{abs(hash((kind, url))) % 10**12:012d}"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number}>\r\nWARC-Date: 2019-05-07T00:00:00Z\r\n"
    head += (f"WARC-Target-URI: {url}\r\n" if url else "") + f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()
