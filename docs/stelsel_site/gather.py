"""Pages from README.md files: found, put into the Markdown that mkdocs reads, and linked to each other."""
import os
import pathlib
import re
import unicodedata

IGNORED = {"build", "out", "node_modules", "__pycache__"}
FENCE = re.compile(r"^\s*(```+|~~~+)")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
CODE = re.compile(r"(`+)(.+?)\1")


def slug(text, separator="-"):
    """The anchor of a heading, made as forges make it, so that a link holds on both."""
    text = unicodedata.normalize("NFC", re.sub(r"<[^>]*>", "", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", separator)


def outside_fences(text, change):
    """`text` with `change` applied to each run of lines that is no block of code."""
    done, run, fence = [], [], None
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if fence is None and mark:
            done.append(change("\n".join(run)) if run else None)
            run, fence = [], mark.group(1)
            done.append(line)
        elif fence is not None:
            done.append(line)
            if line.strip() == fence:
                fence = None
        else:
            run.append(line)
    if run:
        done.append(change("\n".join(run)))
    return "\n".join(part for part in done if part is not None)


def outside_code(line, change):
    """`line` with `change` applied to all that is not between backquotes."""
    kept = []

    def keep(match):
        kept.append(match.group(0))
        return f"\0{len(kept) - 1}\0"

    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match.group(1))], change(CODE.sub(keep, line)))


def as_mkdocs_reads(text):
    """What Python-Markdown sees otherwise than forges: lists right below a text, how far they are set in, bars in
    code in a table, and anchors in headings."""
    out = []
    for line in text.split("\n"):
        item = re.match(r"^( *)([-*]|\d+\.) ", line)
        if item and out and out[-1].strip() and not re.match(r"^ *([-*]|\d+\.) |^  ", out[-1]):
            out.append("")
        if item and len(item.group(1)) in (2, 3):
            line = "    " + line.lstrip()
        if line.startswith("|"):
            line = CODE.sub(lambda match: match.group(0).replace("\\|", "|"), line)
        line = re.sub(r'^(#+ )<a id="([^"]+)"></a>(.*)$', r"\1\3 {#\2}", line)
        out.append(line)
    return "\n".join(out)


class Pages:
    """Texts by the path of their page, and for each file of the repository the page that tells it."""

    def __init__(self, root):
        self.root = root
        self.texts = {}      # page: Markdown whose links are between pages
        self.titles = {}     # page: first heading
        self.page_of = {}    # path in the repository: page
        self.assets = {}     # file of the site: path in the repository
        self.faults = []
        url = re.search(r"^url: *(\S+)", (root / "publiccode.yml").read_text(), re.M)
        self.url = url.group(1).rstrip("/") if url else None
        self.sources = {path: (root / path).read_text() for path in self.find()}
        for path in self.sources:
            page = "index.md" if path == "README.md" else re.sub(r"/README\.md$", ".md", path)
            self.page_of[path] = page if "/" in path else page.lower()
            page = self.page_of[path]
            self.page_of[os.path.dirname(path) if path.endswith("README.md") else path] = page

    def find(self):
        """README.md files, and other pages of the root; what git would ignore is not looked at."""
        found = []
        for folder, names, files in os.walk(self.root):
            names[:] = sorted(name for name in names if name not in IGNORED and not name.startswith("."))
            here = os.path.relpath(folder, self.root)
            wanted = [name for name in files if name == "README.md" or (here == "." and name.endswith(".md"))]
            found += [os.path.normpath(os.path.join(here, name)) for name in sorted(wanted)]
        return found

    def add(self, page, text, source=None):
        """A page that was made; `source` is the file that it tells of, to which others may link."""
        self.texts[page] = text
        if source:
            self.page_of[source] = page

    def link(self, path, page, match):
        """One link of the file `path`, as it is to stand in `page`."""
        picture, label, target = match.groups()
        if re.match(r"^(https?:|mailto:|#)", target):
            return match.group(0)
        name, hash_mark, anchor = target.partition("#")
        there = os.path.normpath(os.path.join(os.path.dirname(path), name))
        there = "" if there == "." else there
        if there in self.page_of:
            return f"{picture}[{label}]({relative(self.page_of[there], page)}{hash_mark}{anchor})"
        if not (self.root / there).exists() or there.startswith(".."):
            self.faults.append(f"{path}: the link to {target} leads nowhere")
            return label
        if there.endswith((".svg", ".png")):
            self.assets[there] = there
            return f"{picture}[{label}]({relative(there, page)})"
        if self.url:
            return f"[{label}]({self.url}/{there})"
        return label if "\0" in label else f"`{label}`" if "/" in label or "." in label else f"{label} (`{there}`)"

    def read_all(self):
        """The pages that stand in the repository, now that all that they may link to is known."""
        for path, text in self.sources.items():
            page = self.page_of[path]
            text = outside_fences(text, lambda run, path=path, page=page: outside_code(
                run, lambda part: LINK.sub(lambda match: self.link(path, page, match), part)))
            self.texts[page] = outside_fences(text, as_mkdocs_reads)

    def write(self, folder):
        """Writes all pages; what is wrong with them is returned."""
        self.read_all()
        for page, text in self.texts.items():
            text = console(text)
            title = re.search(r"^# (.+?)(?: \{#.*\})?$", text, re.M)
            self.titles[page] = re.sub(r"[`*]", "", title.group(1)) if title else page
            if not title:
                self.faults.append(f"{page}: has no heading")
            target = folder / page
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        for name, path in self.assets.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((self.root / path).read_bytes())
        return self.faults


def console(text):
    """A block without a language that begins with a prompt is shown as a session."""
    return re.sub(r"^```\n(?=\$ )", "```console\n", text, flags=re.M)


def relative(target, page):
    return os.path.relpath(pathlib.PurePosixPath(target), os.path.dirname(page) or ".")
