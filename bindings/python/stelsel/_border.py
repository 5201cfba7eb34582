"""The border of stelsel (stelsel.h) in ctypes: structs, tables of functions, and errors.

Nothing here keeps anything alive or releases anything; the other modules do, with ``Owner``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import threading
from collections.abc import Iterator
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_char,
    c_char_p,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_void_p,
)
from typing import Any, NoReturn

VERSION_MAJOR = 1

CODES = {
    1: "cancelled",
    2: "unknown",
    3: "invalid argument",
    5: "not found",
    6: "already exists",
    7: "permission denied",
    8: "resource exhausted",
    9: "failed precondition",
    10: "aborted",
    11: "out of range",
    12: "unimplemented",
    13: "internal",
    14: "unavailable",
    15: "data loss",
}


class Error(Exception):
    """What stelsel could not do. ``code`` is a number of stelsel.h, ``name`` what it means."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.name = CODES.get(code, "unknown")


class _RawError(Structure):
    _fields_ = [("size", c_uint32), ("code", c_int32), ("text", c_char * 4088)]


def new_error() -> _RawError:
    return _RawError(size=ctypes.sizeof(_RawError))


def error_of(raw: _RawError) -> Error:
    return Error(raw.code, raw.text.decode("utf-8", "replace"))


def text(value: object) -> bytes:
    given = str(value)
    if "\0" in given:  # the library would read no further
        raise Error(3, f"{given!r} has a NUL character")
    return given.encode()


def options(**members: Any) -> bytes:
    """The members that say something, as one JSON object."""
    said = {name: value for name, value in members.items() if value not in (None, "", 0, [], {})}
    try:
        return json.dumps(said, default=str, allow_nan=False).encode()
    except ValueError as error:
        raise Error(3, f"an option has no place in JSON: {error}") from None


def raise_from(error: Error, cause: BaseException | None) -> NoReturn:
    """What a function of the caller raised is the cause; what is to end the program comes as it is."""
    if cause is not None and not isinstance(cause, Exception):
        raise cause
    raise error from cause


class Owner:
    """What is given back to the library once, and not while a call into it is under way."""

    _calls = 0
    _lock = threading.RLock()  # of all: it is held for a count only

    def _count_calls(self, change: int) -> None:
        with self._lock:
            self._calls += change

    @contextlib.contextmanager
    def _in_call(self) -> Iterator[None]:
        self._count_calls(1)
        try:
            yield
        finally:
            self._count_calls(-1)

    def _check_idle(self) -> None:
        if self._calls > 0:
            raise Error(9, f"a call of this {type(self).__name__} is under way")

    def __reduce_ex__(self, _: Any) -> NoReturn:  # copy and pickle
        raise TypeError(f"a {type(self).__name__} of stelsel cannot be copied")


# ---- Arrow C data and stream interface ----


class ArrowSchema(Structure):
    pass


ArrowSchema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_void_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))),
    ("dictionary", POINTER(ArrowSchema)),
    ("release", c_void_p),
    ("private_data", c_void_p),
]


class ArrowArray(Structure):
    pass


ArrowArray._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(ArrowArray))),
    ("dictionary", POINTER(ArrowArray)),
    ("release", c_void_p),
    ("private_data", c_void_p),
]


class ArrowArrayStream(Structure):
    pass


ArrowArrayStream._fields_ = [
    ("get_schema", c_void_p),
    ("get_next", c_void_p),
    ("get_last_error", c_void_p),
    ("release", c_void_p),
    ("private_data", c_void_p),
]

GET_SCHEMA = CFUNCTYPE(ctypes.c_int, POINTER(ArrowArrayStream), POINTER(ArrowSchema))
GET_NEXT = CFUNCTYPE(ctypes.c_int, POINTER(ArrowArrayStream), POINTER(ArrowArray))
GET_LAST_ERROR = CFUNCTYPE(c_char_p, POINTER(ArrowArrayStream))
GIVE_LAST_ERROR = CFUNCTYPE(c_void_p, POINTER(ArrowArrayStream))  # the same, of our own streams
RELEASE_STREAM = CFUNCTYPE(None, POINTER(ArrowArrayStream))
RELEASE_ARRAY = CFUNCTYPE(None, POINTER(ArrowArray))
RELEASE_SCHEMA = CFUNCTYPE(None, POINTER(ArrowSchema))
WRITE = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)
PROGRESS = CFUNCTYPE(None, c_void_p, c_char_p, c_int64, c_int64)

# ---- Tables of functions: each member as (name, result, arguments), in the order of stelsel.h ----

_I, _S, _P, _N = c_int32, c_char_p, c_void_p, None
_OUT = POINTER(c_void_p)
_ERR = POINTER(_RawError)
_STREAM = POINTER(ArrowArrayStream)


class Committed(Structure):
    """What a commit did."""

    _fields_ = [
        ("size", c_uint32),
        ("written", c_int64),
        ("erased", c_int64),
        ("revision", c_int64),
    ]


SERVICES: dict[str, list[tuple[str, Any, list[Any]]]] = {
    "host.model/1": [
        ("retain", _N, [_P]),
        ("release", _N, [_P]),
        ("table_count", c_size_t, [_P]),
        ("table_name", _S, [_P, c_size_t]),
        ("schema", _S, [_P, _S]),
        ("row_count", c_int64, [_P, _S]),
        ("stream", _I, [_P, _S, POINTER(_S), c_size_t, _STREAM, _ERR]),
        ("as_of", _I, [_P, _S, _OUT, _ERR]),
        ("begin", _I, [_P, _P, _OUT, _ERR]),
        ("upsert", _I, [_P, _S, _STREAM, _ERR]),
        ("erase", _I, [_P, _S, _STREAM, _ERR]),
        ("commit", _I, [_P, _OUT, _ERR]),
        ("abandon", _N, [_P]),
        ("diff", _I, [_P, _P, _S, _STREAM, _STREAM, _ERR]),
        ("keep", _I, [_P, _P, _P, _P, _P, _OUT, _ERR]),
        ("revision", c_int64, [_P]),
    ],
    "host.findings/1": [
        ("make", _I, [_P, c_int64, _OUT, _ERR]),
        ("release", _N, [_P]),
        ("count", c_int64, [_P, _I]),
        ("stream", _I, [_P, _S, _STREAM, _ERR]),
        ("write", _I, [_P, _S, _S, _P, _ERR]),
    ],
    "host.output/1": [
        ("write", _I, [_P, _P, c_size_t, _ERR]),
        ("to_file", _I, [_P, _S, _OUT, _ERR]),
        ("to_function", _I, [_P, WRITE, _P, _OUT, _ERR]),
        ("commit", _I, [_P, _ERR]),
        ("release", _N, [_P]),
    ],
    "host.log/1": [("log", _N, [_P, _I, _S])],
    "host.progress/1": [
        ("advance", _N, [_P, _S, c_int64, c_int64]),
        ("cancelled", _I, [_P]),
        ("make", _I, [_P, PROGRESS, _P, _OUT, _ERR]),
        ("cancel", _N, [_P]),
        ("release", _N, [_P]),
    ],
    "host.engine/1": [
        ("read", _I, [_P, _S, _S, _P, _P, _OUT, _ERR]),
        ("check", _I, [_P, _P, _S, _P, _P, _ERR]),
        ("run", _I, [_P, _S, _P, _S, _P, _P, _ERR]),
        ("commit", _I, [_P, _P, _S, _S, _P, POINTER(c_int64), _ERR]),
        ("calculate", _I, [_P, _S, _P, _S, _P, _STREAM, _ERR]),
        ("query", _I, [_P, _S, _P, _S, _S, _P, _STREAM, _ERR]),
        ("commit_with", _I, [_P, _P, _S, _S, _P, POINTER(Committed), _ERR]),
        ("history", _I, [_P, _S, _STREAM, _ERR]),
        ("verify", _I, [_P, _S, _P, _ERR]),
        ("backup", _I, [_P, _S, _S, _P, _ERR]),
    ],
}


class Service:
    """A table of functions. Those that can fail raise Error; the last argument is left out."""

    def __init__(self, address: int, members: list[tuple[str, Any, list[Any]]]) -> None:
        size = c_uint32.from_address(address).value
        pointer = ctypes.sizeof(c_void_p)
        for place, (name, result, arguments) in enumerate(members, start=1):
            if place * pointer + pointer > size:
                break
            function = c_void_p.from_address(address + place * pointer).value
            if function is not None:
                setattr(self, name, _call(CFUNCTYPE(result, *arguments)(function), arguments))

    def __getattr__(self, name: str) -> Any:
        raise Error(12, f"this stelsel has no {name}: its library is older")


def _call(function: Any, arguments: list[Any]) -> Any:
    if not arguments or arguments[-1] is not _ERR:
        return function

    def call(*given: Any) -> None:
        error = new_error()
        if function(*given, ctypes.byref(error)) != 0:
            raise error_of(error)

    return call


def _places(path: str | None) -> tuple[list[str], str]:
    """Names to try, and who gave them."""
    named = os.environ.get("STELSEL_LIBRARY")
    if path:
        return [path], "as asked for"
    if named:
        return [named], "from STELSEL_LIBRARY"
    return ["libstelsel.so.1", "libstelsel.so"], "where the system looks"


def _load_one(names: list[str], source: str) -> ctypes.CDLL:
    refused = []
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError as error:
            refused.append(str(error))
    raise Error(
        5,
        f"the stelsel library was not found: tried {' and '.join(names)}, {source} "
        f"({'; '.join(refused)}); set STELSEL_LIBRARY to its path",
    )


def load(path: str | None = None) -> ctypes.CDLL:
    """The library at ``path``; else at $STELSEL_LIBRARY; else where the system finds it."""
    names, source = _places(path)
    library = _load_one(names, source)
    library.stelsel_version.restype = c_uint32
    library.stelsel_open.restype = c_void_p
    library.stelsel_open.argtypes = [c_char_p, _ERR]
    library.stelsel_service.restype = c_void_p
    library.stelsel_service.argtypes = [c_void_p, c_char_p]
    library.stelsel_close.argtypes = [c_void_p]
    if library.stelsel_version() >> 16 != VERSION_MAJOR:
        raise Error(9, f"{names[0]} has another major version of the border")
    return library
