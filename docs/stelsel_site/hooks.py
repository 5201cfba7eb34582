"""What mkdocs calls while it builds."""
import json
import pathlib


def on_post_build(config, **_):
    """The index of the search once more as a script: a browser reads no JSON beside a page that is a file."""
    folder = pathlib.Path(config["site_dir"]) / "search"
    index = json.loads((folder / "search_index.json").read_text())
    (folder / "search_index.js").write_text("stelselSearchIndex(" + json.dumps(index) + ");\n")
