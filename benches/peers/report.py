"""Writes the results as tables, and what they miss of what Keeling means to reach."""
import re
from statistics import median

# What Keeling means to reach.
FASTER, LEANER = 60, 3   # than DocxDiff: so many times less time, so many times less memory
MARKED = 1.15            # words marked, of the fewest
MARKED_MOVED = 1.0       # the same for texts that were moved and renumbered throughout: git marks each move twice
MOVED = ("br-sc062-profiles", "evg-sc065-rfc3647", "nsr-ns003-restructure")

# The rows of the README.
SHOWN = ("section-h", "generated-typed", "generated-automatic", "docx-asvs-4.0.2-to-4.0.3", "docx-sarif-362",
         "br-sc088", "evg-sc065-rfc3647")
MARK = "<!-- peers -->"
NOTES = """Each run is a whole process, from the two files to the written result; the comparers take turns.
Time is the median of the runs, memory the highest peak, in MB.
The factor is that of the words struck and added over those of `git diff --word-diff --minimal` between the two plain texts.
These are the fewest without knowing of clauses: below 1 the comparer saw moves or numbers.
git and `similar` get plain texts, the others the files; DocxDiff and WmlComparer write DOCX, Keeling writes JSON."""


def figures(result):
    """{seconds, megabytes, marked} of one comparer on one pair; None where it has no result."""
    if not result or not result["runs"]:
        return None
    runs = result["runs"]
    return {"seconds": median(r["seconds"] for r in runs), "megabytes": max(r["megabytes"] for r in runs), "marked": result["marked"]}


def over_fewest(pair, marked):
    fewest = pair["fewest"]
    return None if not fewest or marked is None else marked / fewest


def misses(data):
    """What Keeling does not reach: (pair, what)."""
    for pair in data["pairs"]:
        own, peer = (figures(pair["results"].get(name)) for name in ("Keeling", "DocxDiff"))
        if own is None:
            yield pair["name"], "no result"
            continue
        limit = MARKED_MOVED if pair["name"] in MOVED else MARKED
        ratio = over_fewest(pair, own["marked"])
        if ratio is not None and ratio > limit:
            yield pair["name"], f"words marked {ratio:.3f} × the fewest, should be ≤ {limit}"
        if peer:
            faster, leaner = peer["seconds"] / own["seconds"], peer["megabytes"] / own["megabytes"]
            if faster < FASTER:
                yield pair["name"], f"{faster:.0f} × faster than DocxDiff, should be ≥ {FASTER} ×"
            if leaner < LEANER:
                yield pair["name"], f"memory 1/{leaner:.1f} of DocxDiff's, should be ≤ 1/{LEANER}"


def cell(pair, name):
    result = pair["results"].get(name)
    own = figures(result)
    if own is None:
        return result["reason"] if result else "–"
    ratio = over_fewest(pair, own["marked"])
    return f"{seconds(own['seconds'])}, {own['megabytes']:,.0f} MB" + (f", {ratio:.2f} ×" if ratio is not None else "")


def seconds(value):
    return f"{value:.3f} s" if value < 0.1 else f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def row(cells):
    return "| " + " | ".join(str(c) for c in cells) + " |"


def table(data, pairs):
    names = data["comparers"]
    head = ["pair", "words", *names]
    return [row(head), row(["---", "--:", *["---"] * len(names)]),
            *(row([pair["name"], f"{pair['words']:,}", *(cell(pair, name) for name in names)]) for pair in pairs)]


def provenance(data):
    return f"{data['date']}, {data['machine']}; medians of {data['runs']} runs, of one where a run takes longer than {data['slow']} s."


def markdown(data):
    """The whole report."""
    lines = ["# Keeling and its peers", "", "Written by `python3 benches/peers --update-readme`; [README.md](README.md) tells how.",
             provenance(data), "", *NOTES.splitlines(), "", *(f"- {name}: {version}" for name, version in data["comparers"].items()),
             *(f"- {name}: passed over, {reason}" for name, reason in data["missing"].items()),
             "", "## Time, memory, words marked", "", *table(data, data["pairs"]), "", "## Words marked", "",
             row(["pair", "fewest", *data["comparers"]]), row(["---", *["--:"] * (1 + len(data["comparers"]))])]
    for pair in data["pairs"]:
        own = [figures(pair["results"].get(name)) for name in data["comparers"]]
        lines.append(row([pair["name"], number(pair["fewest"]), *(number(f and f["marked"]) for f in own)]))
    lines += ["", "## All rejected is the old text, all accepted the new one", "",
              "Of the tracked changes that a DOCX comparer wrote, paragraph by paragraph, without notes and blank paragraphs.", ""]
    writers = [name for name in data["comparers"] if any("restores" in p["results"].get(name, {}) for p in data["pairs"])]
    lines += [row(["pair", *writers]), row(["---"] * (1 + len(writers)))]
    said = {True: "yes", False: "no", None: "–"}
    for pair in data["pairs"]:
        restored = [pair["results"].get(name, {}).get("restores") for name in writers]
        if any(r is not None for r in restored):
            lines.append(row([pair["name"], *(said[r] for r in restored)]))
    failures = [f"- {name} on {p['name']}: {why}" for p in data["pairs"] for name, r in p["results"].items()
                if (why := r.get("error") or r.get("reason"))]
    if failures:
        lines += ["", "## Failures", "", *failures]
    missed = list(misses(data))
    lines += ["", "## Goals", "",
              f"At least {FASTER} times as fast as DocxDiff in at most 1/{LEANER} of its memory;",
              f"words marked at most {MARKED} × the fewest, {MARKED_MOVED} × on {', '.join(MOVED)}.", "",
              *([f"- {name}: {what}" for name, what in missed] or ["All are reached."]), ""]
    return "\n".join(lines)


def number(value):
    return "–" if value is None else f"{value:,}"


def into_readme(readme, data):
    """The README with the short table between its marks."""
    pairs = [pair for name in SHOWN for pair in data["pairs"] if pair["name"] == name]
    lines = ["", *table(data, pairs), "", *NOTES.splitlines(), f"Measured {provenance(data)}", ""]
    return re.sub(f"{MARK}.*{MARK}", lambda _: MARK + "\n".join(lines) + "\n" + MARK, readme, flags=re.S)
