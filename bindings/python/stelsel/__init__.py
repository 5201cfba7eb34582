"""stelsel: how Dutch municipalities work together on beschermd wonen and maatschappelijke opvang.

    import stelsel

    with stelsel.Engine(plugins=["/usr/lib/stelsel/plugins"], language="en") as engine:
        snapshot, findings = engine.read("landscape")
        engine.check(snapshot, as_of="2021-12-31", findings=findings)
        for finding in findings:
            print(finding.severity, finding.table, finding.message)

Needs the stelsel library and nothing else; see ``Engine``. Rows come as ``Stream``, which anything
that knows the Arrow PyCapsule protocol takes over without a copy.
"""

from ._arrow_read import Batch, Column, Stream
from ._border import Error
from ._engine import Committed, Engine
from ._findings import Finding, Findings
from ._model import Snapshot, Writer

__all__ = [
    "Batch",
    "Column",
    "Committed",
    "Engine",
    "Error",
    "Finding",
    "Findings",
    "Snapshot",
    "Stream",
    "Writer",
]
