"""What is wrong with a source, and where."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_void_p
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _border as border
from ._arrow_read import Stream

if TYPE_CHECKING:
    from ._engine import Engine


@dataclass(frozen=True)
class Finding:
    """Something that a rule found wrong, and where. What is not known is None."""

    rule: str
    severity: str
    message: str
    file: str | None
    line: int | None
    column: int | None
    cell: str | None
    row: int | None
    field: str | None
    table: str | None
    key: str | None
    region: str | None
    revision: str | None


_SEVERITIES = {"fatal": 1, "error": 2, "warning": 3, "info": 4}


class Findings(border.Owner):
    """What is wrong with a source. Iterating gives those that are kept, ``most_per_rule`` of each
    rule (1,000 when that is 0); all are counted."""

    def __init__(self, engine: Engine, most_per_rule: int = 0) -> None:
        self._engine = engine
        self._service = engine._findings
        raw = c_void_p()
        self._service.make(engine._open(), most_per_rule, byref(raw))
        self._raw: int | None = raw.value
        engine._hold(raw.value, self._service.release)

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Findings:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives them back. Closing the engine does so too. Not from within a call that fills them."""
        self._check_idle()
        raw, self._raw = getattr(self, "_raw", None), None
        if raw is not None and self._engine._let_go(raw):
            self._service.release(raw)

    def _open(self) -> int:
        if self._raw is None or not self._engine._holds(self._raw):
            raise border.Error(9, "the findings were closed")
        return self._raw

    def count(self, severity: str) -> int:
        """How many of ``fatal``, ``error``, ``warning`` or ``info``."""
        if severity not in _SEVERITIES:
            raise border.Error(3, f"{severity!r} is no severity: {', '.join(_SEVERITIES)}")
        return int(self._service.count(self._open(), _SEVERITIES[severity]))

    @property
    def errors(self) -> int:
        """Errors and fatal ones: the data is wrong, or could not be judged."""
        return self.count("error") + self.count("fatal")

    def stream(self) -> Stream:
        out = Stream()
        self._service.stream(self._open(), self._engine.language.encode(), out.raw)
        return out

    def __iter__(self) -> Iterator[Finding]:
        names = Finding.__dataclass_fields__
        for row in self.stream():
            known: dict[str, Any] = {name: row.get(name) for name in names}
            yield Finding(**known)

    def write(self, format: str = "text", *, values: bool = False) -> bytes:
        """With their totals, as text, ndjson, json, sarif or junit."""
        options = border.options(lang=self._engine.language, values=values or None)
        return self._engine._bytes(
            lambda output: self._service.write(self._open(), border.text(format), options, output)
        )
