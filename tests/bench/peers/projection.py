#!/usr/bin/python3
"""projection.py FOLDER [DRAWS [YEARS [SEED]]]: what `stelsel calculate finance/projection` does, with numpy.

The same model, over the same files: binomial survivors, Poisson inflow, five scenarios on the same draws, percentiles and
the chance of a deficit. Amounts are 64-bit floats here, and parts of pools are not rounded to the cent. It prints a line
for each scenario: mean budget, cost and percentile of the result over all municipalities and years, to compare."""
import csv
import os
import sys
import time

import numpy as np

folder = sys.argv[1]
draws = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
years = int(sys.argv[3]) if len(sys.argv) > 3 else 10
seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
start = 2023
began = time.time()


def read(name):
    with open(os.path.join(folder, name + ".csv")) as file:
        return list(csv.DictReader(file))


regions = {}
for row in read("region_municipality"):
    regions.setdefault(row["region"], []).append((row["municipality"], row["role"]))
inhabitants = {row["municipality"]: int(row["inhabitants"]) for row in read("municipality_inhabitants")}
price = {(r["region"], r["facility_kind"], r["form"]): float(r["amount"]) for r in read("finance_price")}
cohort = {}
for row in read("finance_cohort"):
    cohort.setdefault(row["municipality"], []).append(row)
inflow = {(r["municipality"], r["facility_kind"]): r for r in read("finance_inflow")}
budget = {}
for row in read("finance_budget"):
    budget[row["basis"], row["municipality"], int(row["year"])] = float(row["amount"])

names = ["geen_solidariteit", "historisch_gezamenlijk_3_jaar", "alles_gezamenlijk", "directe_overdracht",
         "verdeling_naar_gebruik"]
totals = {name: np.zeros(4) for name in names}
cells = 0


def stay(row):
    return (1 - 1 / int(row["average_stay_months"])) ** 12


def mix(region, row):
    share = float(row["pgb_share"])
    kind = row["facility_kind"]
    return (1 - share) * price[region, kind, "zin"] + share * price[region, kind, "pgb"]


def tally(name, means, costs):
    """What the table has of each: a percentile of cost and result, and two chances."""
    result = means - costs
    percentiles = np.percentile(result, [5, 50, 95], axis=-1, method="inverted_cdf")
    np.percentile(costs, [5, 50, 95], axis=-1, method="inverted_cdf")
    deficits = (result < 0).mean(axis=-1)
    (result < -250000).mean(axis=-1)
    totals[name] += [np.mean(means, axis=-1).sum() if np.ndim(means) > 1 and means.shape[-1] > 1 else np.sum(means),
                     costs.mean(axis=-1).sum(), percentiles[1].sum(), deficits.sum()]


generator = np.random.Generator(np.random.PCG64(seed))
for region, members in regions.items():
    codes = sorted(code for code, _ in members)
    centre = [code for code, role in members if role == "centrumgemeente"][0]
    size = len(codes)
    weights = np.array([inhabitants[code] for code in codes], float)
    weights = (weights / weights.sum())[:, None]
    groups = [(m, row, inflow[code, row["facility_kind"]]) for m, code in enumerate(codes) for row in cohort[code]]
    old = [generator.binomial(int(row["clients"]), 1 - float(row["wlz_share"]), draws) for _, row, _ in groups]
    new = [np.zeros(draws, np.int64) for _ in groups]
    for year in range(years):
        existing, fresh, use = (np.zeros((size, draws)) for _ in range(3))
        for g, (m, row, flow) in enumerate(groups):
            left = generator.binomial(old[g], stay(row))
            kept = generator.binomial(new[g], stay(flow))
            entered = generator.poisson(float(flow["expected"]) * (1 - float(flow["wlz_share"])), draws)
            halves, fresh_halves = old[g] + left, new[g] + kept + entered
            existing[m] += mix(region, row) * halves / 2
            fresh[m] += mix(region, flow) * fresh_halves / 2
            use[m] += halves + fresh_halves
            old[g], new[g] = left, kept + entered
        share = round(min(1, (year + 1) / 10), 6)
        whole = np.array([[budget["objectief", code, start + year]] for code in codes])
        objective = share * whole
        historical = np.zeros((size, 1))
        at_centre = codes.index(centre)
        historical[at_centre] = (1 - share) * budget["historisch", centre, start + year]
        bears = np.zeros((size, 1))
        bears[at_centre] = 1
        own = fresh + bears * existing.sum(axis=0)
        tally(names[0], historical + objective, own)
        if year < 3:
            tally(names[1], weights * historical.sum() + objective, fresh + weights * existing.sum(axis=0))
        else:
            tally(names[1], historical + objective, own)
        pool = historical.sum() + objective.sum()
        everything = (existing + fresh).sum(axis=0, keepdims=True)
        tally(names[2], weights * pool, weights * everything)
        tally(names[3], whole, existing + fresh)
        tally(names[4], pool * use / use.sum(axis=0), existing + fresh)
        cells += size
for name in names:
    print("%s,%.0f,%.0f,%.0f,%.4f" % (name, *(totals[name][:3] / cells), totals[name][3] / cells))
print("seconds %.2f" % (time.time() - began), file=sys.stderr)
