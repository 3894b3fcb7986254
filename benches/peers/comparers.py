"""The comparers: how each is had, how it is run, and how its output is counted."""
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import words

ROOT = Path(__file__).resolve().parents[2]
REDLINES = "python-redlines[all]==2.0.0"  # Docxodus 14.1; WmlComparer as Open-XML-PowerTools left it
GIT = ["git", "-c", "core.quotePath=false", "diff", "--no-index", "--no-ext-diff", "--no-color", "-U0", "--minimal",
       "--word-diff=porcelain", f"--word-diff-regex={words.GIT_WORD}"]
# No settings of the user's: they would change what git does.
os.environ.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1", DOTNET_CLI_TELEMETRY_OPTOUT="1")


@dataclass
class Comparer:
    """A comparer that is there."""
    name: str
    version: str
    command: Callable  # (old, new, output) to the words of the command
    marked: Callable   # output to the number of words marked
    texts: bool = False      # whether it reads plain texts, and writes to its standard output
    docx_only: bool = False  # whether it reads DOCX only, and writes DOCX
    good: tuple = (0,)       # the exit statuses of success

    def reads(self, pair):
        return pair.is_docx or not self.docx_only


def all_of(work, without):
    """The comparers that are there, Keeling last, and why the others are not: {name: reason}."""
    found, missing = [], {}
    for name, make in MAKERS.items():
        try:
            if name in without:
                missing[name] = "as asked"
            else:
                found.append(make(work))
        except (OSError, subprocess.CalledProcessError, KeyError) as error:
            missing[name] = placeless(f"{error} {getattr(error, 'stderr', None) or ''}")
    return found, missing


def placeless(message):
    """A message of one line that does not say where the workspace lies."""
    return " ".join(message.replace(str(ROOT), ".").split())


def run(*command):
    done = subprocess.run([str(c) for c in command], check=True, cwd=ROOT, text=True, capture_output=True)
    return done.stdout.strip()


def cargo(*arguments):
    return run("cargo", *arguments)


def built(kind, name, package):
    """Builds a program of this workspace with optimisation, and says where it is."""
    lines = cargo("build", "--release", "--locked", "-p", package, f"--{kind}", name, "--message-format=json").splitlines()
    made = (json.loads(line) for line in lines)
    return next(Path(m["executable"]) for m in made if m.get("executable") and m["target"]["name"] == name)


def engine(name, work):
    """The native program of an engine of python-redlines, out of a virtual environment of our own."""
    python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", work / "venv")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", REDLINES)
    script = "import sys, python_redlines as r; print(getattr(r, sys.argv[1])(target_path=sys.argv[2]).extracted_binaries_path)"
    return run(python, "-W", "ignore", "-c", script, name, work / name)


def docxdiff(work):
    program = engine("DocxodusEngine", work)
    return Comparer("DocxDiff", f"Docxodus 14.1, of {REDLINES}",
                    lambda old, new, output: [program, old, new, output, "--author=peers"], words.in_docx, docx_only=True)


def wmlcomparer(work):
    program = engine("XmlPowerToolsEngine", work)
    return Comparer("WmlComparer", f"Open-XML-PowerTools, of {REDLINES}",
                    lambda old, new, output: [program, "peers", old, new, output], words.in_docx, docx_only=True)


def git(_):
    return Comparer("git", run("git", "--version"),
                    lambda old, new, _: [*GIT, old, new], words.in_porcelain, texts=True, good=(0, 1))


def similar(_):
    program = built("example", "peers-similar", "keeling-benches")
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8").split("[[package]]")
    version = max(p.split('"')[3] for p in lock if 'name = "similar"' in p)
    return Comparer("similar", f"similar {version}, lines, then words of replaced lines",
                    lambda old, new, _: [program, old, new], words.in_porcelain, texts=True)


def keeling(_):
    program = built("bin", "keeling", "keeling-cli")
    return Comparer("Keeling", run(program, "--version"),
                    lambda old, new, output: [program, "diff", "-q", old, new, "-f", "json", "-o", output], words.in_redline)


MAKERS = {"DocxDiff": docxdiff, "WmlComparer": wmlcomparer, "git": git, "similar": similar, "Keeling": keeling}
