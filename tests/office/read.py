#!/usr/bin/python3
"""What LibreOffice reads in Word files: a second opinion on what is written.

    read.py SIDE FILE [SIDE FILE ...]        SIDE is accept, reject or keep

Opens each file in one headless LibreOffice with a profile of its own, accepts or rejects all tracked changes, and
prints a JSON list with an entry a file: "paragraphs", each [automatic number, text], tables row by row and cell by
cell; "notes", the texts of footnotes and then of endnotes; "changes", how many tracked changes are left; or "error".

Needs Debian's libreoffice-writer and python3-uno; exits with 77 where they are not there.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

MISSING = 77
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}

try:
    import uno
    from com.sun.star.beans import PropertyValue
except ImportError:
    print("python3-uno is not installed", file=sys.stderr)
    sys.exit(MISSING)


def value(name, what):
    """A property of a call."""
    one = PropertyValue()
    one.Name, one.Value = name, what
    return one


def column(name):
    """Where a cell's column stands: the letters of B3 count as digits of 52, capitals first."""
    place = 0
    for letter in name:
        capital = letter.isupper()
        place = place * 52 + ord(letter) - ord("A" if capital else "a") + (1 if capital else 27)
    return place


def in_order(name):
    """Sorts cells by rows: B3 by 3 and B; in merged cells A1.2.1 is the first of the second row in A1."""
    head, *rest = name.split(".")
    letters = head.rstrip("0123456789")
    key = [int(head[len(letters):]), column(letters)]
    for at, part in enumerate(rest):
        key.append(int(part))
    # The numbers behind the points are a column and a row; rows come first.
    for at in range(2, len(key) - 1, 2):
        key[at], key[at + 1] = key[at + 1], key[at]
    return key


def paragraphs(text, found):
    """Adds the paragraphs of a text to what was found, those of tables at their place."""
    for element in text:
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(element.getCellNames(), key=in_order):
                paragraphs(element.getCellByName(name), found)
        elif element.supportsService("com.sun.star.text.Paragraph"):
            # A note's marker is no word of the paragraph.
            words = [part.getString() for part in element if part.TextPortionType != "Footnote"]
            found.append([element.ListLabelString or "", "".join(words)])


def notes(found, all_of_them):
    """The text of each note, its paragraphs parted by line breaks."""
    for index in range(all_of_them.getCount()):
        lines = []
        paragraphs(all_of_them.getByIndex(index), lines)
        found.append("\n".join(text for _, text in lines))


def read(context, side, path):
    """What is in one file."""
    create = context.ServiceManager.createInstanceWithContext
    desktop = create("com.sun.star.frame.Desktop", context)
    url = uno.systemPathToFileUrl(os.path.abspath(path))
    document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
    if document is None:
        return {"error": "it does not open"}
    try:
        if side in COMMANDS:
            dispatcher = create("com.sun.star.frame.DispatchHelper", context)
            frame = document.getCurrentController().getFrame()
            dispatcher.executeDispatch(frame, COMMANDS[side], "", 0, ())
        entry = {"paragraphs": [], "notes": [], "changes": 0}
        paragraphs(document.Text, entry["paragraphs"])
        notes(entry["notes"], document.getFootnotes())
        notes(entry["notes"], document.getEndnotes())
        changes = document.getRedlines().createEnumeration()
        while changes.hasMoreElements():
            changes.nextElement()
            entry["changes"] += 1
        return entry
    finally:
        document.close(True)


def connect(pipe, office):
    """The office, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + 120
    while time.monotonic() < end and office.poll() is None:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not yet there
            time.sleep(0.2)
    sys.exit("LibreOffice does not start")


def main():
    """Reads all files that are asked for."""
    office = shutil.which("soffice")
    if office is None:
        print("libreoffice-writer is not installed", file=sys.stderr)
        sys.exit(MISSING)
    asked = list(zip(sys.argv[1::2], sys.argv[2::2]))
    profile = tempfile.mkdtemp(prefix="keeling-office-")
    pipe = f"keeling{os.getpid()}"
    process = subprocess.Popen(
        [office, "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        context = connect(pipe, process)
        found = []
        for side, path in asked:
            try:
                found.append(read(context, side, path))
            except Exception as error:
                found.append({"error": str(error)})
        json.dump(found, sys.stdout)
    finally:
        # The whole group: soffice starts a program of its own.
        try:
            os.killpg(process.pid, 15)
            process.wait(timeout=20)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    main()
