#!/usr/bin/env python3
"""Remakes the English plural forms that Qt needs: `python packaging/translate.py` in the development environment.

Other languages start as copies of resources/translations/copydesk_en.ts made without `-pluralonly`.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCE = FOLDER / "copydesk_en.ts"


def main() -> int:
    """Collect the texts with numbers in them, write both their forms, and compile them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    SOURCE.unlink(missing_ok=True)
    tools = Path(sys.executable).parent
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "editor").rglob("*.py"))
    update = [tools / "pyside6-lupdate", "-pluralonly", "-locations", "none", "-source-language", "en_GB"]
    subprocess.run([*update, "-target-language", "en_GB", *files, "-ts", SOURCE], cwd=ROOT, check=True)
    tree = ET.parse(SOURCE)
    for message in tree.iter("message"):
        text = message.findtext("source", "")
        translation = message.find("translation")
        if translation is None or message.get("numerus") != "yes":
            continue
        translation.attrib.pop("type", None)
        forms = translation.findall("numerusform")
        for form, value in zip(forms, (text.replace("(s)", ""), text.replace("(s)", "s")), strict=True):
            form.text = value
    tree.write(SOURCE, encoding="utf-8", xml_declaration=True)
    subprocess.run([tools / "pyside6-lrelease", SOURCE, "-qm", SOURCE.with_suffix(".qm")], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
