import io
import json
import sys
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import UnreadableDrop
from shared.reading.drops import ReadText
from shared.reading.releases import read_releases
from shared.records.fields import SegmentKind

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f'<w:styles {WORD}><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>'
MAIL = b"Message-ID: <1@example.com>\r\nSubject: x\r\n"


def one(content: bytes, name: str = "a.txt", content_type: str | None = None) -> ReadText:
    (found,) = read_releases(content, name, content_type=content_type)
    return found


def reason_of(content: bytes, name: str = "a.txt") -> str:
    with pytest.raises(UnreadableDrop) as caught:
        read_releases(content, name)
    return caught.value.reason


def word(body: str, **entries: str) -> bytes:
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def paragraph(text: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def headline(found: ReadText) -> str:
    known = next(each for each in found.known if each.kind is SegmentKind.HEADLINE)
    return found.text[known.start : known.end]


def test_a_page_has_headline_byline_summary_and_address() -> None:
    found = one(
        b'<!DOCTYPE html><html lang="en"><head><title>Ferries | Kestrel</title>'
        b'<meta name="description" content="In short"><meta name="author" content="CMS">'
        b'<link rel="canonical" href="https://example.com/a"></head><body><nav>Home</nav><main>'
        b'<article><p>Ports<h1>Ferries resume</h1><p class="byline">By Ann Lee</p><p>The harbour'
        b"<ul><li>One<li>Two</ul><form>Sign up</form></article></main><footer>Kestrel</footer>"
    )
    assert found.text == "Ferries resume\n\nBy Ann Lee\n\nPorts\n\nThe harbour\n\nOne\n\nTwo"
    assert (headline(found), found.format) == ("Ferries resume", "html")
    declared = found.declared
    assert (declared.language, declared.summary, declared.url) == (
        "en",
        "In short",
        "https://example.com/a",
    )
    assert set(found.fixes) == {
        "keep_main_part",
        "drop_page_controls",
        "lift_headline",
        "lift_byline",
    }


def test_an_article_that_is_a_teaser_is_not_the_text() -> None:
    found = one(b"<html><title>Ferries</title><p>The harbour reopened.<article><p>x</article>")
    assert found.text == "Ferries\n\nThe harbour reopened.\n\nx"


def test_a_language_of_another_script_is_not_believed() -> None:
    found = one('<html lang="en"><p>الميناء يفتح من جديد'.encode())
    assert (found.declared.language, found.declared.ignored) == (None, ("language",))


def test_markdown_is_told_by_its_name_alone() -> None:
    content = b"---\nid: a\n---\n# Ferries **resume**\n\n- one\n- [two](https://example.com)\n"
    found = one(content, "a.md")
    assert (found.text, found.declared.id) == ("Ferries resume\n\n- one\n- two", "a")
    assert one(content, "a.txt").text.startswith("# Ferries **")
    assert one(content, "a", "text/markdown").format == "markdown"


def mail(plain: str, html: str) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<1@example.com>", "Fwd: Fähren fahren"
    message["Date"] = "Mon, 01 Apr 2024 20:02:00 +0200"
    message["From"] = "Ann Lee <ann@example.com>"
    message.set_content(plain)
    message.add_alternative(f"<h1>Fähren</h1><p>{html}</p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    return message


def test_a_mail_prefers_its_plain_text_and_names_its_attachments() -> None:
    found = one(mail("Der Hafen ist offen.", "Der Hafen").as_bytes())
    assert found.text == "Fähren fahren\n\nDer Hafen ist offen."
    assert found.declared.ignored == ("attachment: a.pdf (application/pdf)",)
    assert str(found.declared.published) == "2024-04-01 18:02:00+00:00"
    assert found.declared.byline is None


def test_a_stub_gives_way_to_the_html() -> None:
    found = one(mail("See HTML", "Der Hafen ist wieder offen. " * 5).as_bytes(), "a.eml")
    assert found.text.startswith("Fähren fahren\n\nFähren\n\nDer Hafen ist wieder")


def test_a_forwarded_mail_is_read_where_the_note_is_short() -> None:
    outer = EmailMessage()
    outer["Message-ID"], outer["Subject"] = "<2@example.com>", "see below"
    outer.set_content("FYI")
    outer.add_attachment(mail("Der Hafen ist offen.", "x"))
    found = one(outer.as_bytes())
    assert found.text.startswith("Fähren fahren\n\nDer Hafen")
    assert "read_forwarded_mail" in found.fixes


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-1", "x-none", "utf-8"])
def test_a_charset_that_lies_is_not_believed(charset: str) -> None:
    head = MAIL + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert one(head + "Паромы снова ходят".encode()).text == "x\n\nПаромы снова ходят"


def test_a_memorandum_is_text() -> None:
    assert one(b"From: the harbour\nSubject: Ferries\n\nThe harbour").format == "text"


def test_a_word_document_has_its_title_and_tables_and_no_deleted_text() -> None:
    table = (
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    )
    deleted = "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>"
    body = paragraph("Press release") + paragraph("Ferries", "T") + table + deleted
    found = one(word(body, **{"word/styles.xml": STYLES}))
    assert found.text == "Ferries\n\nPress release\n\na | b"
    assert headline(found) == "Ferries"
    assert found.fixes == ("accept_tracked_changes", "lift_headline")


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R
/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 49>>stream
BT /F 12 Tf 20 200 Td (The harbour reopened) Tj ET
endstream endobj
trailer<</Root 1 0 R>>"""


def test_a_pdf_document_gives_its_text() -> None:
    assert (one(PDF).text, one(PDF).format) == ("The harbour reopened", "pdf")


def test_without_its_extra_a_pdf_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert reason_of(PDF) == "pdf_unsupported"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>" + b"<div>" * 10_000, "too_deep"),
        (b"<html><p " + b"a=b " * 10_000 + b">", "too_large"),
        (b"<html><nav>Home</nav>", "no_text"),
        (word(paragraph("a" * 20_000_000)), "too_compressed"),
        (word("<w:sdt>" * 300 + paragraph("x") + "</w:sdt>" * 300), "too_deep"),
        (word(paragraph("x"), **{"word/vbaProject.bin": "x"}), "macros"),
        (word(paragraph("x"))[:-30], "malformed_zip"),
        (word("<w:p>"), "malformed_xml"),
        (b"%PDF-1.7 junk", "malformed_pdf"),
        (MAIL + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 1_000, "too_deep"),
        (MAIL.replace(b"x", b"x" * 9_000) + b"\r\nThe harbour", "too_large"),
        (bytes(range(256)) * 9, "binary"),
    ],
)
def test_what_is_hostile_or_damaged_is_refused_by_name(content: bytes, reason: str) -> None:
    assert reason_of(content) == reason


def test_an_entity_of_a_word_document_is_not_expanded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY a "aa">]><a>&a;</a>')
    assert reason_of(buffer.getvalue()) == "xml_entities"


@pytest.mark.parametrize(
    "sign", [" ", ".", "*a ", "[a](", "\u200d", "Ã©", "&amp;", "ع\u200d", "<a "]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_megabyte_of_one_sign_is_read_or_refused(sign: str, name: str) -> None:
    content = (sign * (1_000_000 // len(sign.encode()))).encode()
    try:
        found = one(content, name).text
    except UnreadableDrop as refused:
        found = refused.detail
    assert found


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.eml", "a.html", "a.docx"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    for start in (b"", b"<html>", b"PK\x03\x04", b"Message-ID: 1\n"):
        try:
            found = [each.format for each in read_releases(start + content, name)]
        except UnreadableDrop as refused:
            found = [refused.reason]
        assert all(found)


def test_a_page_is_read_in_the_encoding_that_its_head_declares() -> None:
    page = '<html><head><meta charset="Shift_JIS"><title>港</title></head><body><p>再開</p></body>'
    assert one(page.encode("cp932"), "a.html").text == "港\n\n再開"


def test_a_page_may_open_with_front_matter() -> None:
    found = one(
        b"---\r\nid: a\r\nembargo: Friday\r\n---\r\n<p>Ferries</p>\r\n<p>Body</p>", "a.html"
    )
    assert (found.text, found.declared.id) == ("Ferries\n\nBody", "a")
    assert found.declared.embargo_unreadable == "Friday"


@pytest.mark.parametrize("value", ["0", "false", "off"])
@pytest.mark.parametrize("prefix", ["w", "ns0"])
def test_text_of_a_word_document_that_is_not_hidden_is_read(value: str, prefix: str) -> None:
    body = f'<w:p><w:r><w:rPr><w:vanish w:val="{value}"/></w:rPr><w:t>Ferries</w:t></w:r></w:p>'
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    written = document.replace("w:", f"{prefix}:").replace("xmlns:w=", f"xmlns:{prefix}=")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", written)
    assert one(buffer.getvalue()).text == "Ferries"


def test_what_a_word_document_holds_beside_its_text_is_named() -> None:
    header = f"<w:hdr {WORD}>{paragraph('Embargoed')}</w:hdr>"
    found = one(word(paragraph("Ferries"), **{"word/header1.xml": header}))
    assert (found.text, found.declared.ignored) == ("Ferries", ("header",))


def test_a_symbol_in_angle_brackets_is_no_markup_of_a_feed() -> None:
    item = "<title>Acme &lt;ACM.L&gt; rises</title><description>Up.\n\nDown.</description>"
    found = one(f'<rss version="2.0"><channel><item>{item}</item></channel></rss>'.encode())
    assert found.text == "Acme <ACM.L> rises\n\nUp.\n\nDown."


def test_the_content_of_an_entry_of_another_type_of_text_is_read() -> None:
    entry = '<id>1</id><title>Ferries</title><content type="text/markdown">The harbour</content>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}</entry></feed>'
    assert one(feed.encode()).text == "Ferries\n\nThe harbour"


def ninjs(**values: object) -> dict[str, object]:
    known = {"uri": "urn:acme:1", "language": "en", "headline": "Ferries", "body_text": "Open."}
    return known | {"pubstatus": "usable", **values}


def test_of_one_item_in_a_list_the_newest_counts_under_the_embargo_of_the_others() -> None:
    items = [
        ninjs(version="0", embargoed="2099-01-01T00:00:00Z"),
        ninjs(version="2", headline="Ferries resume"),
    ]
    for listed in (items, items[::-1]):
        found = one(json.dumps(listed).encode())
        assert found.text.startswith("Ferries resume")
        assert found.declared.embargo
        assert found.declared.ignored == ("other entries with this id: 1",)


def test_an_item_of_a_list_that_is_invalid_is_refused_and_not_only_named() -> None:
    found = one(json.dumps([ninjs(), ninjs(uri="urn:acme:2", pubstatus=["canceled"])]).encode())
    [(place, refusal)] = found.refused
    assert (place, refusal.reason) == ("items[1]", "ninjs_invalid")


def test_items_without_an_id_are_told_apart_by_what_they_say() -> None:
    item = (
        "<newsItem><contentMeta><headline>{0}</headline></contentMeta><contentSet><inlineXML>"
        "<html><body><p>Open.</p></body></html></inlineXML></contentSet></newsItem>"
    )
    items = "".join(map(item.format, ("Ferries", "Harbours")))
    message = f"<?xml version='1.0'?><newsMessage><itemSet>{items}</itemSet></newsMessage>"
    ids = {each.declared.id for each in read_releases(message.encode(), "a.xml")}
    assert len(ids - {None}) == 2
