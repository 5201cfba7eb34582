"""stelsel in a Python program: open it, fill it from files and from objects, check, ask, report, store.

    python3 embed.py LANDSCAPE PLUGINS STORE

Needs the package `stelsel` (bindings/python) on the path and the stelsel library.
"""

import sys
import time

import stelsel

landscape, plugins, store = sys.argv[1:]

# 1. Open an engine. It finds plugins, and loads one when it is first needed.
with stelsel.Engine(plugins=[plugins], language="en") as engine:
    # 2. Fill it from files: a folder of CSV files, a workbook, a store.
    snapshot, findings = engine.read(landscape)
    print("regions:", snapshot.row_count("region"))

    # 3. Fill it from your own objects: one row, and a million.
    start = time.perf_counter()
    with engine.writer(snapshot) as writer:
        writer.upsert("region", [{"region": "voorbeeld", "name": "Voorbeeld", "illustratief": True}])
        count = 1_000_000
        writer.upsert(
            "agreement_status",
            {
                "region": ["voorbeeld"] * count,
                "agreement_topic": ["A1"] * count,
                "domain": ["BW"] * count,
                "observed_on": ["2021-10-01"] * count,
                "sequence": range(1, count + 1),
                "topic_version": [1] * count,
                "status": ["ja", "nee"] * (count // 2),
                "illustratief": [True] * count,
            },
        )
        snapshot = writer.commit()
    print(f"a million rows written in {time.perf_counter() - start:.2f} s", file=sys.stderr)
    print("statuses:", snapshot.row_count("agreement_status"))

    # 4. Check it, and read what is wrong and where.
    engine.check(snapshot, as_of="2021-12-31", findings=findings)
    print("errors:", findings.errors)
    found = next(finding for finding in findings if finding.rule == "core/contradicting_observations")
    print("finding:", found.severity, found.table, found.field, found.key)

    # 5. Ask it something. A value goes in by name, never into the text.
    question = "SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region"
    for row in engine.query(snapshot, question, set={"region": "voorbeeld"}):
        print("query:", row["n"], row["total"])

    # The same without a copy: a column is a view of stelsel's own memory.
    start = time.perf_counter()
    total = sum(sum(batch.columns()[0].data) for batch in snapshot.stream("agreement_status", ["sequence"]).batches())
    print(f"and read in {time.perf_counter() - start:.3f} s", file=sys.stderr)
    print("sequence:", total)

    # 6. Report into memory, and commit to a store.
    page = engine.report("reporting/region", snapshot, as_of="2021-12-31", set={"region": "voorbeeld"})
    print("report:", page[:15].decode())
    done = engine.commit(snapshot, f"sqlite:{store}", message="an example", author="example")
    print("revision:", done.revision, "rows:", done.written)
