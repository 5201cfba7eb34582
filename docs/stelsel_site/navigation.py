"""The order of the pages. A page that is not named here still finds its place, by its folder."""

SECTIONS = [
    ("Start", ["index.md", "changelog.md", "security.md"]),
    ("Embed", ["examples/embed/", "bindings/", "reference/stelsel.hpp.md", "reference/stelsel.h.md", "reference/rows.h.md"]),
    ("Check", ["examples/harness/", "reference/testing.hpp.md", "findings/", "examples/"]),
    ("Extend", ["plugins/index.md", "core/cli/scaffold/index.md", "kinds/", "reference/"]),
    ("Plugins", ["plugins/"]),
    ("Reference", ["commands.md", "dictionary/", "woordenboek/", "bevindingen/"]),
    ("Inside", ["core/", "plugins/storage/", "tests/", "docs/", ""]),
]
# What goes to a section though an earlier one names its folder.
INSTEAD = {"plugins/storage/index.md": "Inside"}
# Folders whose pages stand together below their index.
GROUPS = ("findings/", "kinds/", "dictionary/", "woordenboek/", "bevindingen/", "tests/", "core/")


def rank(page):
    """The index of a folder comes before its other pages, which keep the order in which they were made."""
    return 0 if page.endswith("index.md") else 1


def of(pages):
    """What mkdocs calls nav."""
    left = list(pages.texts)
    nav = []
    for section, wanted in SECTIONS:
        items = []
        for prefix in wanted:
            found = [page for page in left if page.startswith(prefix) and INSTEAD.get(page, section) == section]
            left = [page for page in left if page not in found]
            if not found:
                continue
            found.sort(key=rank)
            entries = [{title(pages, page): page} for page in found]
            if prefix in GROUPS and len(found) > 1:
                items.append({title(pages, found[0]): [found[0]] + entries[1:]})
            else:
                items += entries
        if items:
            nav.append({section: items})
    return nav


def title(pages, page):
    return "Start" if page == "index.md" else pages.titles[page]
