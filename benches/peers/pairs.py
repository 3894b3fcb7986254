"""The pairs of documents that are compared."""
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import comparers

FIXTURES = comparers.ROOT / "fixtures" / "example-energy-code"


@dataclass
class Pair:
    name: str
    old: Path
    new: Path

    @property
    def is_docx(self):
        return self.old.suffix == self.new.suffix == ".docx"


def named(files):
    """The pairs that the command names, two files each."""
    return [Pair(old.stem if old.stem != "old" else old.absolute().parent.name, old, new) for old, new in zip(files[::2], files[1::2])]


def fixtures():
    return [Pair(old.stem, old, FIXTURES / "new" / old.name) for old in sorted((FIXTURES / "old").glob("*.docx"))]


def generated(work, n_words):
    """A code of so many words and its amendment, the same in every run, its numbers typed and automatic, and as Markdown."""
    folder = work / f"generated-{n_words}"
    comparers.run(comparers.built("example", "peers-pair", "keeling-benches"), folder, n_words)
    kinds = {"typed": "-typed.docx", "automatic": "-automatic.docx", "markdown": ".md"}
    return [Pair(f"generated-{kind}", folder / f"old{end}", folder / f"new{end}") for kind, end in kinds.items()]


def corpus(folder):
    """Those of a folder with pairs/NAME/{old,new}.{docx,md}, DOCX first."""
    found = [Pair(d.name, d / f"old{end}", d / f"new{end}") for end in (".docx", ".md") for d in sorted((folder / "pairs").iterdir())]
    return [pair for pair in found if pair.old.is_file() and pair.new.is_file()]


def chosen(pairs, patterns):
    return [pair for pair in pairs if not patterns or any(fnmatch(pair.name, p) for p in patterns)]
