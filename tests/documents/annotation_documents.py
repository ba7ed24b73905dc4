# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents with annotations of many kinds, and with layers."""

from pdf_writer import HEIGHT, PdfWriter, square, text


def _string(words):
    """A text string, as PDF writes those that are not plain."""
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode()


def _form(pdf, content, width, height):
    """What an annotation looks like."""
    return pdf.add_stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]" % (width, height))


def _box(pdf, rect, color):
    """An appearance that fills the annotation's area."""
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    return _form(pdf, b"%s rg 0 0 %d %d re f\n" % (color, width, height), width, height)


def _annotation(pdf, kind, rect, rest=b"", number=None):
    return pdf.add(b"<</Type/Annot/Subtype/%s/Rect[%d %d %d %d]%s>>" % (kind, *rect, rest), number)


def _page(pdf, lines, annotations):
    entries = b"/Annots[%s]" % b" ".join(b"%d 0 R" % number for number in annotations)
    pdf.add_page(text(lines, size=14), entries=entries if annotations else b"")


def notes(path):
    """Four pages, which have labels: a note with replies, and a highlight; drawings; nothing; and
    what is no annotation to be read, or hidden. All of them paint."""
    pdf = PdfWriter(path)
    note, popup, answer, thanks, later = (pdf.reserve() for _ in range(5))
    rect = (400, 700, 430, 730)
    look = _box(pdf, rect, b"1 0.8 0")
    _annotation(pdf, b"Text", rect,
                b"/T(Anna Berg)/Subj(Sticky Note)/M(D:20240305101500Z)"
                b"/CreationDate(D:20240301090000Z)/Contents %s/Popup %d 0 R/AP<</N %d 0 R>>"
                % (_string("Is this the latest figure?\nIt was 17 in the draft."), popup, look),
                note)
    _annotation(pdf, b"Popup", (440, 600, 580, 700), b"/Parent %d 0 R/Open false" % note, popup)
    _annotation(pdf, b"Text", rect,
                b"/F 30/T(Ben Okafor)/M(D:20240306080000Z)/IRT %d 0 R"
                b"/Contents(Yes, it is from March.)" % note, answer)
    _annotation(pdf, b"Text", rect,
                b"/F 30/T(Anna Berg)/M(D:20240307120000Z)/IRT %d 0 R/RT/R/Contents(Thanks!)"
                % answer, thanks)
    marked = (60, 747, 260, 765)
    highlight = _annotation(pdf, b"Highlight", marked,
                            b"/T(Ben Okafor)/C[1 1 0]/QuadPoints[60 765 260 765 60 747 260 747]"
                            b"/AP<</N %d 0 R>>" % _box(pdf, marked, b"1 1 0.4"))
    _page(pdf, ["", "", "The figure is 42, says the report."],
          [note, popup, highlight, thanks, answer])

    frame = (100, 500, 300, 600)
    square_ = _annotation(pdf, b"Square", frame,
                          b"/T(Carla \\\\ Ltd)/M(D:20231224180000+01'00')"
                          b"/Contents(Crop the picture here)/AP<</N %d 0 R>>"
                          % _box(pdf, frame, b"0.2 0.6 1"))
    stamp_at = (350, 500, 450, 550)
    stamp = _annotation(pdf, b"Stamp", stamp_at,
                        b"/Name/Approved/AP<</N %d 0 R>>" % _box(pdf, stamp_at, b"0.9 0.3 0.3"))
    typed = (100, 300, 300, 340)
    free = _annotation(pdf, b"FreeText", typed,
                       b"/DA(/F 12 Tf)/Contents %s/AP<</N %d 0 R>>"
                       % (_string("Größe prüfen — ОК?"), _box(pdf, typed, b"0.8 1 0.8")))
    _page(pdf, ["Page two"], [square_, stamp, free])
    _page(pdf, ["Page three"], [])

    hidden = _annotation(pdf, b"Text", rect, b"/F 2/T(Dev)/Contents(A hidden note)")
    link = _annotation(pdf, b"Link", (60, 700, 200, 720), b"/A<</S/URI/URI(https://example.org/)>>")
    field_at = (60, 600, 260, 630)
    field = _annotation(pdf, b"Widget", field_at,
                        b"/FT/Tx/T(name)/V(Filled in)/F 4/AP<</N %d 0 R>>"
                        % _box(pdf, field_at, b"0.6 0.6 0.9"))
    # As far as the reading direction and control characters go, no text may reach beyond itself.
    hostile = _annotation(pdf, b"Circle", (300, 200, 400, 300),
                          b"/T %s/Contents %s/AP<</N %d 0 R>>"
                          % (_string("\u202eevil\u0007<b>bold</b>"),
                             _string("<span size='99999'>&amp;\u0000\u202etxt.exe " + "long " * 6000),
                             _box(pdf, (300, 200, 400, 300), b"0.5 0 0.5")))
    broken = _annotation(pdf, b"Underline", (60, 100, 200, 120), b"/T<D800>/Contents<FEFFD800D800>")
    _page(pdf, ["Page four"], [hidden, link, field, hostile, broken])
    pdf.add(b"<</Type/Annot/Subtype/Text/Rect[0 0 10 10]/Contents(Of no page)>>", later)
    pdf.catalog = (b"/AcroForm<</Fields[%d 0 R]>>/PageLabels<</Nums[0<</S/r>>2<</S/D/St 1>>]>>"
                   % field)
    pdf.close()


def many_notes(path):
    """Ten thousand notes on a thousand pages."""
    pdf = PdfWriter(path)
    for page in range(1000):
        notes_ = [_annotation(pdf, b"Text", (20 + 30 * i, 20, 40 + 30 * i, 40),
                              b"/T(Reader %d)/Contents(Note %d of page %d)" % (i % 3, i, page + 1))
                  for i in range(10)]
        _page(pdf, ["Page %d" % (page + 1)], notes_)
    pdf.close()


def linked_notes(path):
    """A link on page 1 to the whole of page 2, near whose top is a drawing."""
    pdf = PdfWriter(path)
    link = pdf.reserve()
    pdf.add_page(text(["The second page"], size=20) + square(1), entries=b"/Annots[%d 0 R]" % link)
    rect = (200, 600, 400, 740)
    drawing = _annotation(pdf, b"Square", rect,
                          b"/Contents(Seen from afar)/AP<</N %d 0 R>>" % _box(pdf, rect, b"1 0.8 0"))
    pdf.add_page(square(2), entries=b"/Annots[%d 0 R]" % drawing)
    _annotation(pdf, b"Link", (60, 742, 260, 782), b"/Dest[%d 0 R/Fit]" % pdf.page_object(1), link)
    pdf.close()


def tangled_notes(path):
    """Lists of annotations that are none, contain themselves, or what is no annotation; replies to
    each other, to themselves, and to what is on another page."""
    pdf = PdfWriter(path)
    own = pdf.reserve()
    here, there, alone, far = (pdf.reserve() for _ in range(4))
    rect = (100, 100, 200, 200)
    _annotation(pdf, b"Text", rect, b"/IRT %d 0 R/Contents(One)" % there, here)
    _annotation(pdf, b"Text", rect, b"/IRT %d 0 R/Contents(Two)" % here, there)
    _annotation(pdf, b"Text", rect, b"/IRT %d 0 R/Contents(Self)" % alone, alone)
    _annotation(pdf, b"Text", rect, b"/IRT %d 0 R/Contents(Far)" % here, far)
    odd = _annotation(pdf, b"Gadget", (9, 9, 2, 2), b"/Contents 7/T[1 2]/M(yesterday)")
    pdf.add(b"[%d 0 R %d 0 R %d 0 R null 7 (word)[%d 0 R]%d 0 R %d 0 R 99999 0 R]"
            % (here, there, alone, own, own, odd), own)
    pdf.add_page(text(["Tangled"]), entries=b"/Annots %d 0 R" % own)
    pdf.add_page(text(["None"]), entries=b"/Annots(no list)")
    pdf.add_page(text(["Far"]), entries=b"/Annots[%d 0 R]" % far)
    pdf.close()


def _layer(pdf, name, rest=b""):
    return pdf.add(b"<</Type/OCG/Name%s%s>>" % (name, rest))


def _layered(names):
    """Squares from the top down, each on the layer of its name, in the color of its number."""
    out = []
    for i, name in enumerate(names):
        out.append(b"/OC/%s BDC q %.1f %.1f %.1f rg 100 %d 80 80 re f Q EMC\n" % (
            name, (i & 1) * 1.0, (i >> 1 & 1) * 1.0, (i >> 2 & 1) * 0.8, HEIGHT - 100 - 100 * i))
    return b"".join(out)


def layers(path):
    """A page of seven layers: one with two below it, one of which is off; a label above two of
    which one shows at most; one that is locked; and one that only its usage keeps off. Their
    squares stand below each other, in this order; an eighth is on none."""
    pdf = PdfWriter(path)
    plan = _layer(pdf, b"(Plan)")
    water = _layer(pdf, _string("Wasser & Gas"))
    power = _layer(pdf, b"(Power)")
    english = _layer(pdf, b"(English)")
    french = _layer(pdf, _string("Français"))
    logo = _layer(pdf, b"(Logo)")
    draft = _layer(pdf, b"(Draft)", b"/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>")
    every = [plan, water, power, english, french, logo, draft]
    names = [b"L%d" % i for i in range(len(every))]
    properties = b"/Properties<<%s>>" % b"".join(
        b"/%s %d 0 R" % pair for pair in zip(names, every))
    pdf.add_page(_layered(names) + square(1, side=60), properties)
    reference = {i: b"%d 0 R" % layer for i, layer in enumerate(every)}
    pdf.catalog = (
        b"/OCProperties<</OCGs[%s]/D<</Order[%s[%s %s](Language)[%s %s]%s %s]"
        b"/OFF[%s %s]/RBGroups[[%s %s]]/Locked[%s]>>>>" % (
            b" ".join(reference.values()),
            reference[0], reference[1], reference[2], reference[3], reference[4], reference[5],
            reference[6], reference[2], reference[4], reference[3], reference[4], reference[5]))
    pdf.close()


def tangled_layers(path):
    """An order that contains itself, what is no layer, and one layer twice; and two layers that it
    does not name. Groups of alternatives that name nothing, and a layer in two of them."""
    pdf = PdfWriter(path)
    one, two, three = (_layer(pdf, b"(Layer %d)" % i) for i in range(1, 4))
    order = pdf.reserve()
    stranger = _layer(pdf, b"(Of no list)")
    pdf.add(b"[%d 0 R[%d 0 R]%d 0 R null 7 %d 0 R(A label)[%d 0 R]]"
            % (one, order, stranger, one, two), order)
    pdf.add_page(text(["Tangled"]))
    pdf.catalog = (b"/OCProperties<</OCGs[%d 0 R %d 0 R %d 0 R]/D<</Order %d 0 R"
                   b"/RBGroups[7[%d 0 R %d 0 R][%d 0 R %d 0 R]null]>>>>"
                   % (one, two, three, order, one, stranger, one, two))
    pdf.close()


def unordered_layers(path):
    """Two layers, and no order in which to list them."""
    pdf = PdfWriter(path)
    one, two = (_layer(pdf, b"(Layer %d)" % i) for i in range(1, 3))
    pdf.add_page(text(["Two layers"]))
    pdf.catalog = b"/OCProperties<</OCGs[%d 0 R %d 0 R]/D<</OFF[%d 0 R]>>>>" % (one, two, two)
    pdf.close()


DOCUMENTS = {
    "notes.pdf": notes,
    "many-notes.pdf": many_notes,
    "linked-notes.pdf": linked_notes,
    "tangled-notes.pdf": tangled_notes,
    "layers.pdf": layers,
    "tangled-layers.pdf": tangled_layers,
    "unordered-layers.pdf": unordered_layers,
}
