"""Builds the wheel for pip, by PEP 517, with the standard library alone. The same files give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import pathlib
import tomllib
import zipfile

_HERE = pathlib.Path(__file__).parent
_TAG = "py3-none-any"


def _metadata(project: dict[str, str]) -> str:
    return "\n".join(
        [
            "Metadata-Version: 2.1",
            f"Name: {project['name']}",
            f"Version: {project['version']}",
            f"Summary: {project['description']}",
            f"Requires-Python: {project['requires-python']}",
            "License: EUPL-1.2",
            "Description-Content-Type: text/markdown",
            "",
            (_HERE / project["readme"]).read_text(encoding="utf-8"),
        ]
    )


def _files(project: dict[str, str]) -> dict[str, bytes]:
    """What goes into the wheel, but for the list of it."""
    info = f"{project['name']}-{project['version']}.dist-info"
    files = {
        path.relative_to(_HERE).as_posix(): path.read_bytes()
        for path in sorted((_HERE / "stelsel").iterdir())
        if path.suffix == ".py" or path.name == "py.typed"
    }
    files[f"{info}/METADATA"] = _metadata(project).encode()
    wheel = f"Wheel-Version: 1.0\nGenerator: stelsel\nRoot-Is-Purelib: true\nTag: {_TAG}\n"
    files[f"{info}/WHEEL"] = wheel.encode()
    return files


def _record(files: dict[str, bytes], name: str) -> bytes:
    lines = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    return ("".join(lines) + f"{name},,\n").encode()


def build_wheel(
    wheel_directory: str, config_settings: object = None, metadata_directory: object = None
) -> str:
    project = tomllib.loads((_HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = _files(project)
    record = f"{project['name']}-{project['version']}.dist-info/RECORD"
    files[record] = _record(files, record)
    name = f"{project['name']}-{project['version']}-{_TAG}.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return name
