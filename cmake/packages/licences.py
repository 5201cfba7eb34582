"""The licences of an installed Debian package, of its copyright file in Debian's form, as an SPDX expression."""

import pathlib
import re

# Debian's short names, in small letters, that mean a licence of the SPDX list.
SPDX = {
    "apache-2.0": "Apache-2.0", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause", "bsl-1.0": "BSL-1.0",
    "cc0-1.0": "CC0-1.0", "expat": "MIT", "mit": "MIT", "isc": "ISC", "mpl-2.0": "MPL-2.0", "postgresql": "PostgreSQL",
    "tcl": "TCL", "zlib": "Zlib", "gpl-1+": "GPL-1.0-or-later", "gpl-2": "GPL-2.0-only", "gpl-2+": "GPL-2.0-or-later",
    "gpl-3": "GPL-3.0-only", "gpl-3+": "GPL-3.0-or-later", "lgpl-2+": "LGPL-2.0-or-later", "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-2.1+": "LGPL-2.1-or-later", "lgpl-3+": "LGPL-3.0-or-later",
}


def paragraphs(text):
    """Each paragraph as a map of its fields; what follows the first line of a field is kept with it."""
    for block in re.split(r"\n[ \t]*\n", text):
        fields = re.split(r"^([A-Za-z-]+):", block, flags=re.M)
        yield {name.lower(): value.strip() for name, value in zip(fields[1::2], fields[2::2])}


def is_packaging(patterns):
    """Files of Debian's own, which are in no binary package."""
    return all(pattern.startswith("debian/") for pattern in patterns.split())


def term(package, name, bodies, texts):
    """One licence. What SPDX does not list is a LicenseRef, whose text goes into texts."""
    if name.lower() in SPDX:
        return SPDX[name.lower()]
    reference = "LicenseRef-" + re.sub(r"[^a-zA-Z0-9.-]+", "-", f"{package}-{name}")
    texts[reference] = {
        "licenseId": reference,
        "name": name,
        "extractedText": bodies.get(name) or f"See /usr/share/doc/{package}/copyright.",
    }
    return reference


def conjuncts(package, words, bodies, texts):
    """Debian's `A or B and C` in SPDX's words, as what holds together; a comma binds least there, so that it parts sides."""
    for side in re.split(r",\s*(?:and\s+)?", words):
        parts = re.split(r"\s+(and|or)\s+", side.strip())
        spelt = [part.upper() if part in ("and", "or") else term(package, part, bodies, texts) for part in parts if part]
        if "OR" in spelt:
            yield f"({' '.join(spelt)})"
        else:
            yield from (part for part in spelt if part != "AND")


def declared(package, texts):
    """The licences of all its sources, all of which hold; NOASSERTION where the file is not in that form."""
    path = pathlib.Path("/usr/share/doc") / package / "copyright"
    text = path.read_text(errors="replace") if path.exists() else ""
    if not text.startswith("Format:"):
        return "NOASSERTION"
    all_paragraphs = list(paragraphs(text))
    bodies = {}
    for fields in all_paragraphs:
        name, _, body = fields.get("license", "").partition("\n")
        if body.strip():
            bodies.setdefault(name.strip(), body)
    names = {fields["license"].partition("\n")[0].strip() for fields in all_paragraphs
             if "files" in fields and fields.get("license") and not is_packaging(fields["files"])}
    found = {part for name in names if name for part in conjuncts(package, name, bodies, texts)}
    return " AND ".join(sorted(found)) or "NOASSERTION"
