"""The national table and its bars in pandas and matplotlib: what `reporting/national` is timed beside.

    python3 report.py FOLDER DAY OUT

Reads agreement_status.csv, takes of each region, topic and domain the latest observation up to DAY, counts the statuses
by domain and topic with whole percents, and writes OUT.csv and OUT.svg with a stacked bar a topic.
"""

import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import pandas as pd

folder, day, out = sys.argv[1:]
columns = ["region", "agreement_topic", "domain", "observed_on", "status"]
rows = pd.read_csv(f"{folder}/agreement_status.csv", usecols=columns, dtype="category")
observed = pd.to_datetime(rows["observed_on"].astype(str))
rows = rows.assign(observed_on=observed)[observed <= day]
rank = rows["status"].map({"nee": 0, "in_ontwikkeling": 1, "ja": 2}).astype("int8")
rows = rows.assign(rank=-rank).sort_values(["observed_on", "rank"], kind="stable")
latest = rows.groupby(["region", "agreement_topic", "domain"], observed=True).tail(1)
counts = (
    latest.groupby(["domain", "agreement_topic", "status"], observed=True)
    .size()
    .unstack(fill_value=0)
    .reindex(columns=["ja", "in_ontwikkeling", "nee"], fill_value=0)
)
total = counts.sum(axis=1)
table = counts.join(((counts.mul(200).add(total, axis=0)) // total.mul(2).to_frame().values).add_suffix("_procent"))
table.to_csv(f"{out}.csv")
axes = counts.iloc[::-1].plot.barh(stacked=True, figsize=(10, 0.25 * len(counts) + 1))
axes.set_xlabel("regio's")
plt.tight_layout()
plt.savefig(f"{out}.svg")
print(int(total.sum()))
