"""Pages that the program, the schemas and the headers tell: commands, dictionary, findings, kinds, references."""
import json
import pathlib
import re
import subprocess
import tempfile

from . import gather, headers

LANGUAGES = {
    "en": {"dictionary": "dictionary", "findings": "findings", "core": "The core", "key": "key"},
    "nl": {"dictionary": "woordenboek", "findings": "bevindingen", "core": "De kern", "key": "sleutel"},
}
KINDS = [
    ("pack", "A pack: tables, rows and rules without code"), ("checks", "Checks: rules in code"),
    ("calculation", "A calculation: a table that is worked out"), ("query", "A query language"),
    ("format", "A format: files of its own"), ("store", "A store"), ("report", "A report"),
    ("renderer", "A renderer: what documents look like"),
]
# What a header's page is called. One that is not named here is called by its name.
HEADERS = {
    "stelsel.h": "The border, in C: stelsel.h", "rows.h": "Rows in C: rows.h", "stelsel.hpp": "In C++: stelsel.hpp",
    "plugin.hpp": "Plugins in C++: plugin.hpp", "document.hpp": "Tables and charts: document.hpp",
    "edtf.hpp": "Dates of sources: edtf.hpp", "set.hpp": "Parameters in C++: set.hpp",
    "testing.hpp": "Tests of an importer: testing.hpp",
}
PARTS = {"stelsel.hpp": ["error", "rows", "builder", "typed"]}  # of which a header is made


def ask(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def add_all(pages, program):
    program = str(pathlib.Path(program).resolve())
    commands(pages, program)
    for language in LANGUAGES:
        dictionary(pages, program, language)
    for language in LANGUAGES:
        findings(pages, program, language)
    kinds(pages, program)
    references(pages)
    pages.add("licence.md", "# Licence: EUPL-1.2\n\n```text\n" + (pages.root / "LICENSE").read_text() + "```\n", "LICENSE")


def head(language):
    """What a page in another language than the site's has on top."""
    return "" if language == "en" else f"---\nlang: {language}\n---\n\n"


def commands(pages, program):
    top = ask(program, "--help")
    names = re.findall(r"^  (\w+) {2,}", top.split("Commands:")[1].split("\n\n")[0], re.M)
    text = f"# The program\n\n```text\n{top.strip()}\n```\n"
    for name in names:
        text += f"\n## stelsel {name} {{#{name}}}\n\n```text\n{ask(program, name, '--help').strip()}\n```\n"
    pages.add("commands.md", text)


def sections(text, mark):
    """The text before the first heading of this depth, and (heading, text) of each."""
    parts = re.split(rf"^{mark} (.+)$", text, flags=re.M)
    return parts[0], list(zip(parts[1::2], parts[2::2]))


def raised(text):
    """Headings one level up."""
    return re.sub(r"^#(#+ )", r"\1", text, flags=re.M)


def dictionary(pages, program, language):
    """A page for each group of tables, called the same in each language."""
    folder = LANGUAGES[language]["dictionary"]
    told = ask(program, "tables", "--format", "markdown", "--lang", language)
    # Not everybody's fonts have a key.
    intro, groups = sections(told.replace("🔑", f'<span class="key">{LANGUAGES[language]["key"]}</span>'), "##")
    english = sections(ask(program, "tables", "--format", "markdown", "--lang", "en"), "##")[1]
    names = [gather.slug(heading) for heading, _ in english]
    page_of = {table: f"{folder}/{name}.md" for name, (_, text) in zip(names, groups)
               for table in re.findall(r'^### <a id="(\w+)">', text, re.M)}

    def between(text, page):
        def link(match):
            there = page_of[match.group(1)]
            return "](" + ("" if there == page else gather.relative(there, page)) + "#" + match.group(1) + ")"
        return re.sub(r"\]\(#(\w+)\)", link, text)

    index = f"{folder}/index.md"
    text = head(language) + gather.as_mkdocs_reads(intro)
    for name, (heading, body) in zip(names, groups):
        page = f"{folder}/{name}.md"
        listing = body.split("\n### ")[0]
        if "### " not in body:
            text += f"## {heading}\n{between(listing, index)}"
            continue
        text += f"## {heading}\n\n" + between(listing if "|" in listing else lone(body), index)
        pages.add(page, head(language) + f"# {heading}\n" + gather.as_mkdocs_reads(raised(between(body, page))))
    pages.add(index, text)


def lone(body):
    """The only table of a group, as one line of a list."""
    found = re.search(r'^### <a id="(\w+)"></a>(.+) \(`', body, re.M)
    return f"[{found.group(2)}](#{found.group(1)})\n\n"


def plugin_title(pages, owner, language):
    manifest = pages.root / "plugins" / owner / "plugin.json"
    if not manifest.exists():
        return LANGUAGES[language]["core"]
    return json.loads(manifest.read_text())["title"][language]


def findings(pages, program, language):
    """A page for each owner of rules; a rule is found as OWNER.html#OWNER-RULE."""
    folder, words = LANGUAGES[language]["findings"], LANGUAGES[language]
    intro, owners = sections(ask(program, "rules", "--format", "markdown", "--lang", language), "##")
    tables = re.findall(r"^\| \[`(\w+)`\]\((\S+?)#", pages.texts[f"{words['dictionary']}/index.md"], re.M)
    home = {table: f"../{words['dictionary']}/{page}#{table}" for table, page in tables}
    index = head(language) + intro + {
        "en": "What `stelsel check` can say, with the cause and the cure. The rules of the core always run, those of a "
              "plugin with `--pack ID`.\n\n| of | rules |\n|---|---|\n",
        "nl": "Wat `stelsel check` kan zeggen, met oorzaak en oplossing. De regels van de kern gelden altijd, die van een "
              "plugin met `--pack ID`.\n\n| van | regels |\n|---|---|\n"}[language]
    for owner, text in owners:
        title = plugin_title(pages, owner, language)
        index += f"| [{title}]({owner}.md) | {text.count('### ')} |\n"
        text = re.sub(r"^(\| \*\*(?:table|tabel)\*\* \| )`?(\w+)`? \|$",
                      lambda match: f"{match.group(1)}[`{match.group(2)}`]({home[match.group(2)]}) |"
                      if match.group(2) in home else match.group(0), text, flags=re.M)
        pages.add(f"{folder}/{owner}.md",
                  head(language) + f"# {words['findings'].capitalize()}: {title}\n" + gather.as_mkdocs_reads(raised(text)))
    pages.add(f"{folder}/index.md", index)


def kinds(pages, program):
    """What `stelsel plugin new` makes, file by file, for each kind."""
    listing = "# Kinds of plugin, and where to begin\n\n| | begins with |\n|---|---|\n"
    with tempfile.TemporaryDirectory() as work:
        for kind, title in KINDS:
            name = f"my_{kind}"
            text = f"# {title}\n\nWhat `stelsel plugin new {kind} {name}` makes: its own page first, then its files.\n\n"
            for language in ["c++"] if kind == "pack" else ["c++", "c"]:
                made = pathlib.Path(work) / language / name
                made.parent.mkdir(exist_ok=True)
                ask(program, "plugin", "new", kind, name, "--language", language, "--folder", str(made), "--lang", "en")
                text += files_of(made, language)
            pages.add(f"kinds/{kind}.md", text)
            listing += f"| [{title}]({kind}.md) | `stelsel plugin new {kind} NAME` |\n"
    pages.add("kinds/index.md", listing)


def files_of(folder, language):
    """The README of a plugin that was made, and its files; of one in C only its code."""
    text = ""
    if language == "c++":
        readme = (folder / "README.md").read_text()
        text += gather.outside_fences(readme.split("\n", 1)[1].strip(), lambda run: re.sub(r"^#", "##", run, flags=re.M)) + "\n"
    names = {".json": "json", ".cc": "cpp", ".c": "c", ".sql": "sql", ".txt": "cmake", ".csv": "text", ".sh": "bash"}
    for path in sorted(folder.rglob("*"), key=lambda one: (one.suffix not in (".cc", ".c", ".sql"), "test" in one.parts, str(one))):
        if not path.is_file() or path.suffix not in names or (language == "c" and path.suffix != ".c"):
            continue
        if "data" in path.relative_to(folder).parts and path.parent.parent.name == "data":
            continue  # made-up rows of its test
        label = "cmake" if path.name == "CMakeLists.txt" else names[path.suffix] if path.suffix != ".txt" else "text"
        heading = f"`{path.relative_to(folder)}`" + (", in C instead" if language == "c" else "")
        text += f"\n## {heading}\n\n```{label}\n{path.read_text().rstrip()}\n```\n"
    return text


def references(pages):
    folder = pages.root / "include/stelsel"
    wanted = sorted(folder.glob("*.h*"), key=lambda path: (list(HEADERS) + [path.name]).index(path.name))
    for path in wanted:
        title = HEADERS.get(path.name, path.name)
        if path.suffix == ".h":
            text = headers.c_page(path.read_text(), path.name, title)
        else:
            parts = [folder / f"detail/{part}.hpp" for part in PARTS.get(path.name, [])]
            text = headers.cpp_page([one.read_text() for one in [path, *parts]], path.name, title)
        pages.add(f"reference/{path.name}.md", text, f"include/stelsel/{path.name}")
