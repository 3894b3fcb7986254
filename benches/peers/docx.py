"""Reads the text of a DOCX with its tracked changes, by itself: zipfile and ElementTree, nothing of Keeling.

A paragraph is a list of pieces (side, text). The side says where the text stands: BOTH versions, only in the OLD one (w:del,
w:moveFrom), only in the NEW one (w:ins, w:moveTo), or in NEITHER (inserted, then deleted). ECMA-376 part 1, 17.13.5.
Tables of contents are left out, they are made from the text; so are headers and footers.
"""
import posixpath
import re
import zipfile
from xml.etree import ElementTree

OLD, NEW = 1, 2
BOTH, NEITHER = OLD | NEW, 0

NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CONTENTS = re.compile(r"(toc \d+|toc heading|table of figures)$")
SIDES = {"ins": NEW, "moveTo": NEW, "del": OLD, "moveFrom": OLD}
PROPERTIES = {"pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "sectPr"}
UNSEEN = {"instrText", "delInstrText", "fldData"}
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
              "sym": "\ufffc"}


def paragraphs(path):
    """The paragraphs of the body, and those of the foot- and endnotes."""
    with zipfile.ZipFile(path) as package:
        main = next(related(package, "", "officeDocument"), "word/document.xml")
        contents = contents_styles(package, main)
        body = read(package, main, contents)
        notes = [p for kind in ("footnotes", "endnotes") for part in related(package, main, kind)
                 for p in read(package, part, contents)]
    return body, notes


def text(read_paragraphs, side):
    """The paragraphs of one version, white space made one blank: all changes accepted is NEW, all rejected OLD."""
    lines, line = [], ""
    for pieces, mark in read_paragraphs:
        line += "".join(piece for on, piece in pieces if on & side)
        if mark & side:  # a paragraph whose mark is not there goes on in the next
            lines.append(" ".join(line.split()))
            line = ""
    return lines + [" ".join(line.split())] if line else lines


def marked(read_paragraphs):
    """The stretches of text that are marked, each as long as what marks it goes on."""
    for pieces, _ in read_paragraphs:
        stretch, before = "", BOTH
        for on, piece in [*pieces, (BOTH, "")]:
            if on != before and stretch:
                yield stretch
                stretch = ""
            if on in (OLD, NEW):
                stretch += piece
            before = on


def read(package, part, contents):
    out = []
    if part in package.namelist():
        blocks(ElementTree.fromstring(package.read(part)), BOTH, contents, out)
    return out


def local(element):
    for namespace in NAMESPACES:
        if element.tag.startswith(namespace):
            return element.tag[len(namespace):]
    return None


def child(element, name):
    return next((c for c in element if local(c) == name), ()) if element is not None else ()


def value(element, name="val"):
    if isinstance(element, tuple):
        return None
    return next((element.get(n + name) for n in NAMESPACES if element.get(n + name)), None)


def side_of(properties, on):
    """The side of what these properties describe: a paragraph's mark, a row."""
    for c in properties:
        on &= SIDES.get(local(c), BOTH)
    return on


def blocks(element, on, contents, out):
    for c in element:
        name = local(c)
        if name == "p":
            paragraph(c, on, contents, out)
        elif name == "tr":
            blocks(c, side_of(child(c, "trPr"), on), contents, out)
        elif name in ("footnote", "endnote") and value(c, "type"):
            continue  # separators
        elif name in PROPERTIES or name == "sdt" and is_contents(c):
            continue
        elif c.tag == ALTERNATIVES:
            blocks(next(iter(c), ()), on, contents, out)
        else:
            blocks(c, on & SIDES.get(name, BOTH), contents, out)


def paragraph(element, on, contents, out):
    properties = child(element, "pPr")
    if value(child(properties, "pStyle")) in contents:
        return
    pieces, boxes = [], []
    inline(element, on, pieces, boxes)
    out.append((pieces, side_of(child(properties, "rPr"), on)))
    for box, side in boxes:
        blocks(box, side, contents, out)


def inline(element, on, pieces, boxes):
    for c in element:
        name = local(c)
        if name in PROPERTIES or name in UNSEEN:
            continue
        if name in ("t", "delText"):
            pieces.append((on, c.text or ""))
        elif name in CHARACTERS:
            pieces.append((on, CHARACTERS[name]))
        elif name == "txbxContent":
            boxes.append((c, on))
        elif c.tag == ALTERNATIVES:
            inline(next(iter(c), ()), on, pieces, boxes)
        else:
            inline(c, on & SIDES.get(name, BOTH), pieces, boxes)


def is_contents(block):
    gallery = (c for c in child(block, "sdtPr") or () for c in c.iter() if local(c) == "docPartGallery")
    return any(value(c) == "Table of Contents" for c in gallery)


def contents_styles(package, main):
    """The ids of the styles of tables of contents and of figures."""
    styles = (s for part in related(package, main, "styles") if part in package.namelist()
              for s in ElementTree.fromstring(package.read(part)) if local(s) == "style")
    return {value(s, "styleId") for s in styles if CONTENTS.match((value(child(s, "name")) or "").lower())} - {None}


def related(package, part, kind):
    """The parts that a part's relationships of one kind lead to."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", name + ".rels")
    if path not in package.namelist():
        return
    for relation in ElementTree.fromstring(package.read(path)):
        if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External":
            target = relation.get("Target")
            yield target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
