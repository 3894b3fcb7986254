"""Counts words: those of a text, and those that a comparison marks as struck or added.

A word is a run of letters, digits and underscores, or one sign that is neither that nor white space. All outputs are counted so.
"""
import json
import re

import docx

WORD = re.compile(r"\w+|[^\w\s]")
DASHES = re.compile(r"^[ \t]*\|?[ \t:|-]*-[ \t:|-]*\n", re.M)  # a row under a table's head, a rule: no words
GIT_WORD = "[[:alnum:]_]+|[^[:space:][:alnum:]_]"  # the same, for git


def count(text):
    return len(WORD.findall(text))


def plain(path):
    """The text that the plain comparers get: of Markdown the file, of DOCX a paragraph a line, all changes accepted."""
    if path.suffix == ".docx":
        body, notes = docx.paragraphs(path)
        return "".join(line + "\n" for line in docx.text(body, docx.NEW) + docx.text(notes, docx.NEW))
    return DASHES.sub("", path.read_text(encoding="utf-8"))


def in_porcelain(path):
    """Words marked in what `git diff --word-diff=porcelain` writes, or the like."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    start = next((i for i, line in enumerate(lines[:8]) if line.startswith("@@")), 0)  # git's head before it
    return sum(count(line[1:]) for line in lines[start:] if line[:1] in ("+", "-"))


def in_docx(path):
    """Words inside w:ins, w:del, w:moveFrom and w:moveTo."""
    body, notes = docx.paragraphs(path)
    return sum(count(stretch) for stretch in docx.marked(body + notes))


def in_redline(path):
    """Words that a redline of Keeling strikes or adds. Numbers of clauses and moves mark no words."""
    n = 0
    for clause in json.loads(path.read_text(encoding="utf-8"))["clauses"]:
        old, new = clause.get("old"), clause.get("new")
        if not (old and new):
            n += count((old or new)["text"])
        else:
            n += sum(count(op["text"]) for op in clause.get("ops") or () if op["op"] != "equal")
    return n


def restores(path, old, new):
    """Whether all changes of a DOCX rejected give the old text, and all accepted the new one; blank paragraphs aside."""
    body, _ = docx.paragraphs(path)
    wanted = {docx.OLD: old, docx.NEW: new}
    return all(solid(docx.text(body, side)) == solid(docx.text(docx.paragraphs(path_of)[0], docx.NEW))
               for side, path_of in wanted.items())


def solid(lines):
    return [line for line in lines if line]
