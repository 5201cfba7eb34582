"""The order of the pages. A page that is not named here still finds its place, by its folder."""

SECTIONS = [
    ("Start", ["index.md", "cmake/packages.md", "changelog.md", "security.md", "licence.md"]),
    ("Embed", ["examples/embed.md", "bindings/", "examples/embed/", "reference/stelsel.hpp.md", "reference/stelsel.h.md",
               "reference/rows.h.md"]),
    ("Check", ["examples/harness.md", "reference/testing.hpp.md", "findings/", "examples/landscape.md", "examples/"]),
    ("Extend", ["plugins.md", "core/cli/scaffold.md", "kinds/", "reference/"]),
    ("Storage", ["plugins/storage.md", "plugins/storage_sqlite.md", "plugins/storage_postgres.md", "plugins/storage_"]),
    ("Plugins", ["plugins/"]),
    ("Reference", ["commands.md", "dictionary/", "woordenboek/", "bevindingen/"]),
    ("Inside", ["core.md", "core/", "tests/", "docs.md", ""]),
]


def of(pages):
    """What mkdocs calls nav: a folder with an index stands together below it."""
    left = list(pages.texts)
    nav = []
    for section, wanted in SECTIONS:
        items = []
        for prefix in wanted:
            found = [page for page in left if page.startswith(prefix)]
            left = [page for page in left if page not in found]
            index = prefix + "index.md"
            if index in found and prefix:
                # `Findings: The core` is told by the group that it stands in.
                group = pages.titles[index] + ": "
                rest = [{pages.titles[page].removeprefix(group): page} for page in found if page != index]
                items.append({pages.titles[index]: [index, *rest]})
            else:
                items += [{"Start" if page == "index.md" else pages.titles[page]: page} for page in found]
        if items:
            nav.append({section: items})
    return nav
