"""The engine, which does the main jobs of stelsel."""

from __future__ import annotations

import ctypes
import datetime
import os
from collections.abc import Mapping, Sequence
from ctypes import byref, c_void_p
from dataclasses import dataclass
from typing import Any, Callable

from . import _border as border
from ._arrow_read import Stream
from ._findings import Findings
from ._model import Snapshot, Writer

Parameters = Mapping[str, Any]
Folders = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


def _folders(given: Folders) -> list[str]:
    """One folder, or several."""
    paths = [given] if isinstance(given, (str, os.PathLike)) else given
    if any(os.fspath(path) == "" for path in paths):
        raise border.Error(3, "a folder is named by an empty text")
    return [os.path.abspath(path) for path in paths]


@dataclass(frozen=True)
class Committed:
    """What a commit did; ``revision`` is the newest one now."""

    written: int
    erased: int
    revision: int


Progress = Callable[[str, int, int], object]


class Engine(border.Owner):
    """stelsel in this process. Several may be open at once; close it, or use it with ``with``.

    ``plugins`` are folders that hold folders of plugins, ``packs`` folders of one plugin each.
    A call with ``progress`` calls it with what is done, how far and of how much; when it raises,
    the call ends with ``Error`` (cancelled), of which that exception is the cause.
    """

    def __init__(
        self,
        *,
        plugins: Folders = (),
        packs: Folders = (),
        lock: str | os.PathLike[str] | None = None,
        language: str = "nl",
        log: str = "off",
        library: str | None = None,
    ) -> None:
        self.language = language
        self._host: int | None = None
        # What findings and writers have to give back, and by what: they may go after the engine.
        self._held: dict[int, Callable[[int], object]] = {}
        self._library = border.load(library)
        options = border.options(
            plugins=_folders(plugins),
            packs=_folders(packs),
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

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """When no call is running. Closes findings and writers; snapshots and streams stay good."""
        self._check_idle()
        host, self._host = getattr(self, "_host", None), None
        if host is not None:
            while self._held:
                raw, release = self._held.popitem()
                release(raw)
            self._library.stelsel_close(host)

    def _hold(self, raw: int | None, release: Callable[[int], object]) -> None:
        if raw is not None:
            self._held[raw] = release

    def _holds(self, raw: int) -> bool:
        return raw in self._held

    def _let_go(self, raw: int) -> bool:
        """Whether it is still the caller's to give back."""
        return self._held.pop(raw, None) is not None

    def log(self, level: str, line: str) -> None:
        """Puts a line into stelsel's log, as debug, info, warning or error; no cell values."""
        levels = {"debug": 1, "info": 2, "warning": 3, "error": 4}
        self._service("host.log/1").log(self._open(), levels[level], border.text(line))

    def _open(self) -> int:
        if self._host is None:
            raise border.Error(9, "the engine was closed")
        return self._host

    def read(
        self,
        source: str | os.PathLike[str],
        *,
        set: Parameters = {},
        threads: int = 0,
        findings: Findings | None = None,
        progress: Progress | None = None,
    ) -> tuple[Snapshot, Findings]:
        """Reads ``[FORMAT:]PATH[@REVISION]``. What is wrong with the data is in the findings, of
        which 1,000 of each rule are kept unless ``findings`` are given; all are counted. On so many
        ``threads``; 0 is as many as there are processors."""
        findings, out = findings if findings is not None else Findings(self), c_void_p()
        options = border.options(set=dict(set), threads=threads)
        with _Progress(self, progress) as raw, findings._in_call():
            self._engine.read(
                self._open(), border.text(source), options, findings._open(), raw, byref(out)
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
        packs: str | Sequence[str] = (),
        set: Parameters = {},
        threads: int = 0,
        findings: Findings | None = None,
        progress: Progress | None = None,
    ) -> Findings:
        """Runs the rules; those of packs when they are named. Adds to ``findings`` if given."""
        found = findings if findings is not None else Findings(self)
        wanted = [packs] if isinstance(packs, str) else list(packs)
        options = border.options(as_of=as_of, packs=wanted, set=dict(set), threads=threads)
        with _Progress(self, progress) as raw, found._in_call():
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
        options = border.options(as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.query(
                self._open(), border.text(language), snapshot._raw, border.text(text), options, raw, out.raw
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
        options = border.options(as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.calculate(
                self._open(), border.text(id), snapshot._raw, options, raw, out.raw
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
        options = border.options(format=format, as_of=as_of, lang=self.language, set=dict(set))
        with _Progress(self, progress) as raw:
            return self._bytes(
                lambda output: self._engine.run(
                    self._open(), border.text(id), snapshot._raw, options, output, raw
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
        set: Parameters = {},
        progress: Progress | None = None,
    ) -> Committed:
        """Makes the tables of ``target`` hold what the snapshot's hold: whole, or not at all. A
        snapshot written on one that was read from that store brings what was changed since then,
        and the rows of others stay; one read from files replaces what is in its tables. ``set``
        holds parameters of the target's format."""
        done = border.Committed(size=ctypes.sizeof(border.Committed))
        options = border.options(message=message, author=author, set=dict(set))
        with _Progress(self, progress) as raw:
            self._engine.commit_with(
                self._open(), snapshot._raw, border.text(target), options, raw, byref(done)
            )
        return Committed(done.written, done.erased, done.revision)

    def history(self, source: str | os.PathLike[str]) -> Stream:
        """The revisions of a store, the oldest first."""
        out = Stream()
        self._engine.history(self._open(), border.text(source), out.raw)
        return out

    def verify(self, source: str | os.PathLike[str], *, progress: Progress | None = None) -> None:
        """Goes through a whole store; raises Error when something is damaged."""
        with _Progress(self, progress) as raw:
            self._engine.verify(self._open(), border.text(source), raw)

    def backup(
        self,
        source: str | os.PathLike[str],
        path: str | os.PathLike[str],
        *,
        progress: Progress | None = None,
    ) -> None:
        """Copies a store with all its revisions."""
        with _Progress(self, progress) as raw:
            self._engine.backup(self._open(), border.text(source), border.text(path), raw)

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
            with self._in_call():
                fill(output.value or 0)
                self._output.commit(output)
        except border.Error as error:
            border.raise_from(error, raised[0] if raised else None)
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
        self._engine._count_calls(1)
        return self._raw.value

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._engine._count_calls(-1)
        if self._raw:
            self._engine._progress.release(self._raw)
        if self._raised is not None and not isinstance(self._raised, Exception):
            raise self._raised
        if error is not None and self._raised is not None:
            raise error from self._raised
