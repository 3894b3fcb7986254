"""Compares Keeling with other comparers on the same pairs. See README.md."""
import argparse
import datetime
import json
import os
import platform
import sys
import zipfile
from pathlib import Path

import comparers
import measure
import pairs
import report
import words

HERE = Path(__file__).resolve().parent


def main():
    options = arguments()
    work = options.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    results = work / "results.json"
    if not options.again:
        take(options, work, results)
    data = json.loads(results.read_text())
    page = report.markdown(data)
    print(page)
    if options.update_readme:
        (HERE / "RESULTS.md").write_text(page)
        (HERE / "results.json").write_text(results.read_text())
        readme = comparers.ROOT / "README.md"
        readme.write_text(report.into_readme(readme.read_text(), data))


def arguments():
    parser = argparse.ArgumentParser(prog="python3 benches/peers", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="OLD NEW ...: compare these pairs, not the fixtures and generated ones")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="also the pairs DIR/pairs/NAME/{old,new}.{docx,md}")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only pairs of these names, * stands for anything")
    parser.add_argument("--without", nargs="+", default=[], choices=comparers.MAKERS, metavar="NAME",
                        help="pass these comparers over")
    parser.add_argument("--words", type=int, default=112_000, help="words of the generated pairs [%(default)s]")
    parser.add_argument("--runs", type=int, default=5, help="how often each comparer runs on each pair [%(default)s]")
    parser.add_argument("--slow", type=float, default=20, help="a run of more seconds is not repeated [%(default)s]")
    parser.add_argument("--limit", type=float, default=300, help="a run of more seconds is ended [%(default)s]")
    parser.add_argument("--work", type=Path, default=comparers.ROOT / "target" / "peers",
                        help="folder of what is installed and written [target/peers]")
    parser.add_argument("--again", action="store_true", help="do not run, only write the last results again")
    parser.add_argument("--update-readme", action="store_true", help="write RESULTS.md, results.json and the README's table too")
    options = parser.parse_args()
    if len(options.files) % 2:
        parser.error("name an old and a new file for each pair")
    return options


def take(options, work, results):
    """Runs all, and writes what is known after each pair."""
    found, missing = comparers.all_of(work, options.without)
    for name, reason in missing.items():
        print(f"passed over: {name}: {reason}", file=sys.stderr)
    wanted = pairs.named(options.files) or pairs.fixtures() + pairs.generated(work, options.words)
    if options.corpus:
        wanted += pairs.corpus(options.corpus)
    data = {
        "date": datetime.date.today().isoformat(),
        "machine": f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores",
        "runs": options.runs, "slow": options.slow, "limit": options.limit,
        "comparers": {c.name: c.version for c in found}, "missing": missing,
        "pairs": [],
    }
    for pair in pairs.chosen(wanted, options.only):
        print(pair.name, file=sys.stderr)
        data["pairs"].append(compare(pair, found, options, work))
        results.write_text(json.dumps(data, indent=1) + "\n")


def compare(pair, found, options, work):
    """Lets the comparers take turns on a pair, then counts what each of them marked."""
    texts = [work / f"{side}.txt" for side in ("old", "new")]
    plain = [words.plain(path) for path in (pair.old, pair.new)]
    for path, text in zip(texts, plain):
        path.write_text(text, encoding="utf-8")
    turns = {c.name: {"runs": [], "marked": None} for c in found if c.reads(pair)}
    for _ in range(options.runs):
        for comparer in found:
            if comparer.name in turns:
                turn(comparer, texts if comparer.texts else (pair.old, pair.new), turns[comparer.name], options, work)
    for comparer in found:
        result = turns.get(comparer.name)
        if result and result["runs"]:
            count(comparer, pair, output_of(comparer, work), result)
    n_words = max(len(text.split()) for text in plain)
    return {"name": pair.name, "words": n_words, "fewest": turns.get("git", {}).get("marked"), "results": turns}


def output_of(comparer, work):
    return work / f"{comparer.name}.{'docx' if comparer.docx_only else 'out'}"


def turn(comparer, files, result, options, work):
    """One run, unless an earlier one of this pair was slow, failed or was ended."""
    if "reason" in result or any(r["seconds"] > options.slow for r in result["runs"]):
        return
    output = output_of(comparer, work)
    said, log = (output if comparer.texts else work / "said.txt"), work / "log.txt"
    taken = measure.measure(comparer.command(*files, output), said, log, options.limit)
    print(f"{comparer.name}: {taken['seconds']:.3f} s, {taken['megabytes']:.0f} MB, status {taken['status']}", file=sys.stderr)
    if taken["late"]:
        result["reason"] = f"over {options.limit:g} s"
    elif taken["status"] not in comparer.good:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""]
        result.update(reason=f"fails, status {taken['status']}", error=comparers.placeless(lines[0]))
    else:
        result["runs"].append({what: round(taken[what], 4) for what in ("seconds", "processor", "megabytes")})


def count(comparer, pair, output, result):
    try:
        result["marked"] = comparer.marked(output)
        if comparer.docx_only:
            result["restores"] = words.restores(output, pair.old, pair.new)
    except (OSError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile) as error:  # a SyntaxError is XML that is none
        result["error"] = comparers.placeless(f"its output cannot be read: {error}")


if __name__ == "__main__":
    main()
