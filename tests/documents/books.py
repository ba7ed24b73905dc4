# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that a reader lays out itself: books, web pages, text, and office files."""

import zipfile
from xml.sax.saxutils import escape

from page_colors import color_of
from words import paragraphs, sentences

_DATE = (2026, 1, 1, 0, 0, 0)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def write_zip(path, members):
    """`members`: pairs of name and content; the first "mimetype" is not packed, as readers want."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=1)


def _page(title, body):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
            "<head><title>%s</title></head><body>%s</body></html>" % (escape(title), body))


def _chapter(number, texts):
    color = "#%02x%02x%02x" % color_of(number)
    return _page("Chapter %d" % number,
                 '<h1>Chapter %d</h1><p style="background-color:%s;color:%s">%s</p>%s'
                 % (number, color, color, "recto " * 100,
                    "".join("<p>%s</p>" % text for text in texts)))


def _point(title, target, below=""):
    return ("<navPoint><navLabel><text>%s</text></navLabel><content src=\"%s\"/>%s</navPoint>"
            % (title, target, below))


def _epub(path, title, chapters, sections=0):
    """`sections`: of so many chapters the contents also name the second half."""
    names = ["chapter-%d.xhtml" % (i + 1) for i in range(len(chapters))]
    items = "".join('<item id="c%d" href="%s" media-type="application/xhtml+xml"/>' % (i, name)
                    for i, name in enumerate(names))
    spine = "".join('<itemref idref="c%d"/>' % i for i in range(len(names)))
    below = '<ol><li><a href="%s#second">The second half</a></li></ol>'
    entries = "".join('<li><a href="%s">Chapter %d</a>%s</li>' % (
        name, i + 1, below % name if i < sections else "") for i, name in enumerate(names))
    points = "".join(_point("Chapter %d" % (i + 1), name, _point(
        "The second half", name + "#second") if i < sections else "") for i, name in enumerate(names))
    write_zip(path, [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml",
         '<?xml version="1.0"?><container version="1.0" '
         'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
         'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
        ("book.opf",
         '<?xml version="1.0"?><package version="3.0" unique-identifier="id" '
         'xmlns="http://www.idpf.org/2007/opf"><metadata '
         'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">recto-%s'
         "</dc:identifier><dc:title>%s</dc:title><dc:language>en</dc:language></metadata><manifest>"
         '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
         '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>%s'
         '</manifest><spine toc="ncx">%s</spine></package>' % (len(chapters), escape(title), items, spine)),
        ("nav.xhtml",
         '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" '
         'xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>%s</ol></nav>'
         "</body></html>" % entries),
        ("toc.ncx",
         '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
         "<navMap>%s</navMap></ncx>" % points),
    ] + list(zip(names, chapters)))


def book(path):
    """Forty chapters of a few pages."""
    _epub(path, "Forty Chapters", [_chapter(i, paragraphs(i, 12)) for i in range(1, 41)])


def annotated(path):
    """Three chapters, each with a link to its note in the third, and with sections that the
    contents know."""
    def chapter(number):
        texts = paragraphs(number, 12)
        middle = "".join("<p>%s</p>" % line for line in texts[:6])
        end = "".join("<p>%s</p>" % line for line in texts[6:])
        return _page("Chapter %d" % number,
                     '<h1>Chapter %d</h1><p><a href="chapter-3.xhtml#note-%d">Note %d</a> and '
                     '<a href="https://example.org/">outside</a></p>%s<h2 id="second">The second '
                     "half</h2>%s" % (number, number, number, middle, end))
    notes = "".join('<h2 id="note-%d">Note %d</h2>%s' % (
        i, i, "".join("<p>%s</p>" % line for line in paragraphs(10 + i, 8))) for i in (1, 2))
    _epub(path, "Three Chapters", [chapter(1), chapter(2), _page("Notes", notes)], sections=2)


def long_chapter(path):
    """One chapter of a megabyte."""
    texts = paragraphs(1, 200)
    _epub(path, "One Chapter", [_chapter(1, texts * (1000000 // sum(map(len, texts))))])


def endless_chapter(path):
    """One chapter that takes many seconds to lay out."""
    texts = paragraphs(1, 200)
    _epub(path, "One Endless Chapter", [_chapter(1, texts * (16000000 // sum(map(len, texts))))])


def endless_second_chapter(path):
    """A chapter of one page, and one that takes many seconds to lay out."""
    texts = paragraphs(1, 200)
    _epub(path, "Two Chapters", [
        _chapter(1, texts[:2]), _chapter(2, texts * (16000000 // sum(map(len, texts))))])


def fiction_book(path):
    sections = "".join("<section><title><p>Chapter %d</p></title>%s</section>" % (
        i, "".join("<p>%s</p>" % text for text in paragraphs(i, 8))) for i in range(1, 6))
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>'
                   '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description>'
                   "<title-info><book-title>Five Chapters</book-title></title-info></description>"
                   "<body>%s</body></FictionBook>" % sections)


def web_page(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(_chapter(1, paragraphs(5, 40)))


def plain_text(path):
    with open(path, "w", encoding="utf-8") as file:
        for i in range(400):
            file.write("\n".join(sentences(i, 5)) + "\n\n")


def _package(path, types, main, members):
    overrides = "".join('<Override PartName="/%s" ContentType="application/vnd.openxmlformats-'
                        'officedocument.%s+xml"/>' % pair for pair in types)
    write_zip(path, [
        ("[Content_Types].xml",
         '<?xml version="1.0"?><Types xmlns="%s"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (_TYPES, overrides)),
        ("_rels/.rels", _relations([("officeDocument", main)])),
    ] + members)


def _relations(pairs):
    return '<?xml version="1.0"?><Relationships xmlns="%s">%s</Relationships>' % (
        _RELATIONS, "".join('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>'
                            % (i + 1, _OFFICE, kind, target)
                            for i, (kind, target) in enumerate(pairs)))


def word_document(path):
    body = "".join("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text for text in paragraphs(2, 30))
    _package(path, [("word/document.xml", "wordprocessingml.document.main")], "word/document.xml", [
        ("word/_rels/document.xml.rels", _relations([])),
        ("word/document.xml",
         '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
         'wordprocessingml/2006/main"><w:body>%s</w:body></w:document>' % body)])


def spreadsheet(path):
    strings = sentences(4, 20, 3)
    rows = "".join('<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="B%d"><v>%d</v></c></row>'
                   % (i + 1, i + 1, i, i + 1, i * i) for i in range(len(strings)))
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    _package(path, [("xl/workbook.xml", "spreadsheetml.sheet.main"),
                    ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
                    ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings")], "xl/workbook.xml", [
        ("xl/workbook.xml",
         '<?xml version="1.0"?><workbook %s xmlns:r="%s"><sheets><sheet name="Squares" sheetId="1" '
         'r:id="rId1"/></sheets></workbook>' % (space, _OFFICE)),
        ("xl/_rels/workbook.xml.rels",
         _relations([("worksheet", "worksheets/sheet1.xml"),
                     ("sharedStrings", "sharedStrings.xml")])),
        ("xl/sharedStrings.xml",
         '<?xml version="1.0"?><sst %s count="%d" uniqueCount="%d">%s</sst>'
         % (space, len(strings), len(strings),
            "".join("<si><t>%s</t></si>" % text for text in strings))),
        ("xl/worksheets/sheet1.xml",
         '<?xml version="1.0"?><worksheet %s><sheetData>%s</sheetData></worksheet>'
         % (space, rows))])


def picture_sheet(path):
    """A spreadsheet whose only sheet has no cell in it."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    _package(path, [("xl/workbook.xml", "spreadsheetml.sheet.main"),
                    ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
                    ("xl/drawings/drawing1.xml", "drawing")], "xl/workbook.xml", [
        ("xl/workbook.xml",
         '<?xml version="1.0"?><workbook %s xmlns:r="%s"><sheets><sheet name="Picture" sheetId="1" '
         'r:id="rId1"/></sheets></workbook>' % (space, _OFFICE)),
        ("xl/_rels/workbook.xml.rels", _relations([("worksheet", "worksheets/sheet1.xml")])),
        ("xl/worksheets/sheet1.xml",
         '<?xml version="1.0"?><worksheet %s xmlns:r="%s"><sheetData/><drawing r:id="rId1"/>'
         "</worksheet>" % (space, _OFFICE)),
        ("xl/worksheets/_rels/sheet1.xml.rels", _relations([("drawing", "../drawings/drawing1.xml")])),
        ("xl/drawings/drawing1.xml",
         '<?xml version="1.0"?><xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/'
         '2006/spreadsheetDrawing"/>')])


def slides(path):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    presentation = "http://schemas.openxmlformats.org/presentationml/2006/main"
    members, relations = [], []
    for i in range(1, 4):
        relations.append(("slide", "slides/slide%d.xml" % i))
        lines = "".join("<a:p><a:r><a:t>%s</a:t></a:r></a:p>" % line for line in sentences(i, 4))
        members.append(("ppt/slides/slide%d.xml" % i,
                        '<?xml version="1.0"?><p:sld xmlns:a="%s" xmlns:p="%s"><p:cSld><p:spTree>'
                        "<p:sp><p:txBody>%s</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
                        % (drawing, presentation, lines)))
    listed = "".join('<p:sldId id="%d" r:id="rId%d"/>' % (255 + i, i) for i in range(1, 4))
    _package(path, [("ppt/presentation.xml", "presentationml.presentation.main")]
             + [("ppt/slides/slide%d.xml" % i, "presentationml.slide") for i in range(1, 4)],
             "ppt/presentation.xml", [
        ("ppt/presentation.xml",
         '<?xml version="1.0"?><p:presentation xmlns:p="%s" xmlns:r="%s"><p:sldIdLst>%s'
         "</p:sldIdLst></p:presentation>" % (presentation, _OFFICE, listed)),
        ("ppt/_rels/presentation.xml.rels", _relations(relations))] + members)
