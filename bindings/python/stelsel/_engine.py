"""Engines, snapshots, writers and findings: the main jobs of stelsel."""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import weakref
from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_char_p, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any, Callable

from . import _border as border
from ._arrow import Stream, stream_of_columns, stream_of_rows, take_capsule

Parameters = Mapping[str, Any]


def _text(value: object) -> bytes:
    return str(value).encode()


def _json(**members: Any) -> bytes:
    """The members that say something, as one JSON object."""
    said = {name: value for name, value in members.items() if value not in (None, "", [], {})}
    return json.dumps(said, default=str).encode()


class Snapshot:
    """All rows at one moment; never changes. Any thread may use it, also after its engine."""

    def __init__(self, engine: Engine, raw: int) -> None:
        self._model = engine._model
        self._library = engine._library  # stays loaded
        self._raw = raw

    def __del__(self) -> None:
        self._model.release(self._raw)

    @property
    def tables(self) -> list[str]:
        """Tables that are known, each after those it refers to."""
        count = self._model.table_count(self._raw)
        return [self._model.table_name(self._raw, i).decode() for i in range(count)]

    def schema(self, table: str) -> dict[str, Any]:
        """The Table Schema of a table."""
        found = self._model.schema(self._raw, _text(table))
        if found is None:
            raise border.Error(5, f"no table is called {table!r}")
        return dict(json.loads(found))

    def row_count(self, table: str) -> int:
        count = int(self._model.row_count(self._raw, _text(table)))
        if count < 0:
            raise border.Error(5, f"no table is called {table!r}")
        return count

    def stream(self, table: str, columns: Sequence[str] | None = None) -> Stream:
        """The rows of a table: all columns, or these in this order."""
        names = None
        if columns is not None:
            names = (c_char_p * len(columns))(*(_text(name) for name in columns))
        out = Stream()
        self._model.stream(self._raw, _text(table), names, len(columns or ()), out.raw)
        return out

    def as_of(self, day: datetime.date | str) -> Snapshot:
        """What held on that day."""
        out = c_void_p()
        self._model.as_of(self._raw, _text(day), byref(out))
        return self._taken(out)

    @property
    def revision(self) -> int:
        """Of the store that it was read from; 0 of anything else."""
        return int(self._model.revision(self._raw))

    def diff(self, before: Snapshot | None, table: str) -> tuple[Stream, Stream]:
        """What leads from ``before`` to this: rows to upsert, and keys to erase."""
        upserts, erasures = Stream(), Stream()
        raw = before._raw if before is not None else None
        self._model.diff(raw, self._raw, _text(table), upserts.raw, erasures.raw)
        return upserts, erasures

    def _taken(self, out: c_void_p) -> Snapshot:
        twin = object.__new__(Snapshot)
        twin._model, twin._library, twin._raw = self._model, self._library, out.value or 0
        return twin


class Writer:
    """Makes the next snapshot. On one thread at a time; used up by ``commit``."""

    def __init__(self, engine: Engine, base: Snapshot | None) -> None:
        self._engine = engine
        self._model = engine._model
        self._known = base if base is not None else engine._empty()
        raw = c_void_p()
        self._model.begin(engine._open(), base._raw if base is not None else None, byref(raw))
        self._raw: int | None = raw.value
        engine._family.add(self)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    def __del__(self) -> None:
        self.abandon()

    def upsert(self, table: str, rows: Any) -> None:
        """Adds rows; each replaces the row that has its key. ``rows``: dicts with the same fields,
        a dict of columns, or anything with ``__arrow_c_stream__``."""
        self._write(self._model.upsert, table, rows)

    def erase(self, table: str, keys: Any) -> None:
        """Removes rows by key; only the columns of the key are looked at."""
        self._write(self._model.erase, table, keys)

    def _write(self, call: Callable[..., None], table: str, rows: Any) -> None:
        raw, stream = self._open(), self._stream(table, rows)
        try:
            call(raw, _text(table), stream.raw)
        except border.Error as error:
            raise error from stream.failure

    def commit(self) -> Snapshot:
        """The next snapshot. It is not stored: that is the engine's ``commit``."""
        out = c_void_p()
        raw, self._raw = self._open(), None
        self._model.commit(raw, byref(out))
        return Snapshot(self._engine, out.value or 0)

    def close(self) -> None:
        """The same as ``abandon``, which after ``commit`` does nothing."""
        self.abandon()

    def abandon(self) -> None:
        """Throws away what was written."""
        raw, self._raw = getattr(self, "_raw", None), None
        if raw is not None:
            self._model.abandon(raw)

    def _open(self) -> int:
        if self._raw is None:
            raise border.Error(9, "the writer was committed or abandoned")
        return self._raw

    def _stream(self, table: str, rows: Any) -> Stream:
        if isinstance(rows, Stream):
            return rows
        if hasattr(rows, "__arrow_c_stream__"):
            return take_capsule(rows.__arrow_c_stream__())
        fields = self._known.schema(table)["fields"]
        if isinstance(rows, Mapping):
            return stream_of_columns(fields, rows)
        return stream_of_rows(fields, rows)


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


class Findings:
    """What is wrong with a source. Iterating gives those that are kept; all are counted."""

    def __init__(self, engine: Engine, most_per_rule: int = 0) -> None:
        self._engine = engine
        self._service = engine._findings
        raw = c_void_p()
        self._service.make(engine._open(), most_per_rule, byref(raw))
        self._raw: int | None = raw.value
        engine._family.add(self)

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Findings:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives them back. Closing the engine does so too."""
        raw, self._raw = getattr(self, "_raw", None), None
        if raw is not None:
            self._service.release(raw)

    def _open(self) -> int:
        if self._raw is None:
            raise border.Error(9, "the findings were closed")
        return self._raw

    def count(self, severity: str) -> int:
        """How many of ``fatal``, ``error``, ``warning`` or ``info``."""
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
        options = _json(lang=self._engine.language, values=values or None)
        return self._engine._bytes(
            lambda output: self._service.write(self._open(), _text(format), options, output)
        )


@dataclass(frozen=True)
class Committed:
    """What a commit did; ``revision`` is the newest one now."""

    written: int
    erased: int
    revision: int


Progress = Callable[[str, int, int], object]


class Engine:
    """stelsel in this process. Several may be open at once; close it, or use it with ``with``.

    ``plugins`` are folders that hold folders of plugins, ``packs`` folders of one plugin each.
    A call with ``progress`` calls it with what is done, how far and of how much; when it raises,
    the call ends with ``Error`` (cancelled), of which that exception is the cause.
    """

    def __init__(
        self,
        *,
        plugins: Sequence[str | os.PathLike[str]] = (),
        packs: Sequence[str | os.PathLike[str]] = (),
        lock: str | os.PathLike[str] | None = None,
        language: str = "nl",
        log: str = "off",
        library: str | None = None,
    ) -> None:
        self.language = language
        self._host: int | None = None
        self._family: weakref.WeakSet[Findings | Writer] = weakref.WeakSet()
        self._library = border.load(library)
        options = _json(
            plugins=[os.path.abspath(path) for path in plugins],
            packs=[os.path.abspath(path) for path in packs],
            lock=os.path.abspath(lock) if lock is not None else None,
            language=language,
            log=log,
        )
        error = border.new_error()
        self._host = self._library.stelsel_open(options, byref(error))
        if self._host is None:
            raise border.error_of(error)
        self._model = self._service("host.model/1")
        self._findings = self._service("host.findings/1")
        self._output = self._service("host.output/1")
        self._progress = self._service("host.progress/1")
        self._engine = self._service("host.engine/1")

    def _service(self, name: str) -> border.Service:
        address = self._library.stelsel_service(self._host, name.encode())
        if not address:
            raise border.Error(12, f"this stelsel has no {name}")
        return border.Service(address, border.SERVICES[name])

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """When no call is running. Closes findings and writers; snapshots and streams stay good."""
        host, self._host = self._host, None
        if host is not None:
            for one in list(self._family):
                one.close()
            self._library.stelsel_close(host)

    def log(self, level: str, line: str) -> None:
        """Puts a line into stelsel's log, as debug, info, warning or error; no cell values."""
        levels = {"debug": 1, "info": 2, "warning": 3, "error": 4}
        self._service("host.log/1").log(self._open(), levels[level], _text(line))

    def _open(self) -> int:
        if self._host is None:
            raise border.Error(9, "the engine was closed")
        return self._host

    def read(
        self, source: str | os.PathLike[str], *, set: Parameters = {}, progress: Progress | None = None
    ) -> tuple[Snapshot, Findings]:
        """Reads ``[FORMAT:]PATH[@REVISION]``. What is wrong with the data is in the findings."""
        findings, out = Findings(self), c_void_p()
        options = _json(set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.read(
                self._open(), _text(source), options, findings._open(), raw, byref(out)
            )
        return Snapshot(self, out.value or 0), findings

    def writer(self, base: Snapshot | None = None) -> Writer:
        """Writes on ``base``, or from nothing."""
        return Writer(self, base)

    def check(
        self,
        snapshot: Snapshot,
        *,
        as_of: datetime.date | str | None = None,
        packs: Sequence[str] = (),
        set: Parameters = {},
        findings: Findings | None = None,
        progress: Progress | None = None,
    ) -> Findings:
        """Runs the rules; those of packs when they are named. Adds to ``findings`` if given."""
        found = findings if findings is not None else Findings(self)
        options = _json(as_of=as_of, packs=list(packs), set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.check(self._open(), snapshot._raw, options, found._open(), raw)
        return found

    def query(
        self,
        snapshot: Snapshot,
        text: str,
        *,
        language: str = "sql",
        as_of: datetime.date | str | None = None,
        set: Parameters = {},
        progress: Progress | None = None,
    ) -> Stream:
        """The answer to a question; ``set`` binds the query's ``:name``."""
        out = Stream()
        options = _json(as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.query(
                self._open(), _text(language), snapshot._raw, _text(text), options, raw, out.raw
            )
        return out

    def calculate(
        self,
        id: str,
        snapshot: Snapshot,
        *,
        as_of: datetime.date | str,
        set: Parameters = {},
        progress: Progress | None = None,
    ) -> Stream:
        """The table that calculation ``PLUGIN/NAME`` works out."""
        out = Stream()
        options = _json(as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.calculate(
                self._open(), _text(id), snapshot._raw, options, raw, out.raw
            )
        return out

    def report(
        self,
        id: str,
        snapshot: Snapshot,
        *,
        as_of: datetime.date | str,
        format: str = "html",
        set: Parameters = {},
        write: Callable[[bytes], object] | None = None,
        progress: Progress | None = None,
    ) -> bytes:
        """Report ``PLUGIN/NAME`` as html, md, or what else a plugin renders. With ``write`` its bytes
        go there, piece by piece, and none are returned."""
        options = _json(format=format, as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            return self._bytes(
                lambda output: self._engine.run(
                    self._open(), _text(id), snapshot._raw, options, output, raw
                ),
                write,
            )

    def commit(
        self,
        snapshot: Snapshot,
        target: str | os.PathLike[str],
        *,
        message: str = "",
        author: str = "",
        progress: Progress | None = None,
    ) -> Committed:
        """Makes ``target`` hold what the snapshot holds: whole, or not at all."""
        done = border.Committed(size=ctypes.sizeof(border.Committed))
        options = _json(message=message, author=author)
        with _Progress(self, progress) as raw:
            self._engine.commit_with(
                self._open(), snapshot._raw, _text(target), options, raw, byref(done)
            )
        return Committed(done.written, done.erased, done.revision)

    def history(self, source: str | os.PathLike[str]) -> Stream:
        """The revisions of a store, the oldest first."""
        out = Stream()
        self._engine.history(self._open(), _text(source), out.raw)
        return out

    def verify(self, source: str | os.PathLike[str], *, progress: Progress | None = None) -> None:
        """Goes through a whole store; raises Error when something is damaged."""
        with _Progress(self, progress) as raw:
            self._engine.verify(self._open(), _text(source), raw)

    def backup(
        self,
        source: str | os.PathLike[str],
        path: str | os.PathLike[str],
        *,
        progress: Progress | None = None,
    ) -> None:
        """Copies a store with all its revisions."""
        with _Progress(self, progress) as raw:
            self._engine.backup(self._open(), _text(source), _text(path), raw)

    def _empty(self) -> Snapshot:
        raw, out = c_void_p(), c_void_p()
        self._model.begin(self._open(), None, byref(raw))
        self._model.commit(raw, byref(out))
        return Snapshot(self, out.value or 0)

    def _bytes(
        self, fill: Callable[[int], object], take: Callable[[bytes], object] | None = None
    ) -> bytes:
        """What a call writes into an output; none of it when ``take`` takes it."""
        parts: list[bytes] = []
        raised: list[BaseException] = []
        to = take or parts.append

        def write(_: object, data: int, count: int) -> int:
            try:
                to(ctypes.string_at(data, count))
                return 0
            except BaseException as error:  # nothing crosses the border
                raised.append(error)
                return 1

        output = c_void_p()
        function = border.WRITE(write)
        self._output.to_function(self._open(), function, None, byref(output))
        try:
            fill(output.value or 0)
            self._output.commit(output)
        except border.Error as error:
            raise error from (raised[0] if raised else None)
        finally:
            self._output.release(output)
        return b"".join(parts)


class _Progress:
    """Hands what a call tells to a Python function for as long as the call lasts."""

    def __init__(self, engine: Engine, tell: Progress | None) -> None:
        self._engine, self._tell = engine, tell
        self._raw = c_void_p()
        self._raised: BaseException | None = None
        self._function = border.PROGRESS(self._call)

    def _call(self, _: object, what: bytes, done: int, total: int) -> None:
        if self._tell is None or self._raised is not None:
            return
        try:
            self._tell(what.decode("utf-8", "replace"), done, total)
        except BaseException as error:  # nothing crosses the border
            self._raised = error
            self._engine._progress.cancel(self._raw)

    def __enter__(self) -> int | None:
        if self._tell is not None:
            self._engine._progress.make(
                self._engine._open(), self._function, None, byref(self._raw)
            )
        return self._raw.value

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if self._raw:
            self._engine._progress.release(self._raw)
        if error is not None and self._raised is not None:
            raise error from self._raised
