#!/usr/bin/python3
"""make_finance.py FOLDER [MUNICIPALITIES]: a made-up country to project: regions of eight municipalities, each with two
kinds of facility, a budget by both distributions and ten years to go. The same numbers for the same call."""
import os
import sys

folder = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 342
os.makedirs(folder, exist_ok=True)


def write(name, head, rows):
    with open(os.path.join(folder, name + ".csv"), "w") as file:
        file.write(head + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in rows)


def size(i):
    """How large municipality i is: mostly small, some large."""
    return 6 + (i * 7919) % 61 + (240 if i % 8 == 0 else 0)


codes = ["GM%04d" % (1000 + i) for i in range(count)]
region_of = ["regio_%02d" % (i // 8) for i in range(count)]
kinds = [("begeleid", 2450000, 1810000), ("intramuraal", 4980000, 3320000)]
write("region", "region,name,illustratief", [(r, r, "true") for r in sorted(set(region_of))])
write("municipality", "municipality,name,illustratief", [(c, c, "true") for c in codes])
write("facility_kind", "facility_kind,name,illustratief", [(k, k, "true") for k, _, _ in kinds])
write("region_municipality", "region,municipality,sequence,role,illustratief",
      [(region_of[i], codes[i], 1, "centrumgemeente" if i % 8 == 0 else "regiogemeente", "true") for i in range(count)])
write("municipality_inhabitants", "municipality,year,inhabitants,illustratief",
      [(codes[i], 2023, 900 * size(i), "true") for i in range(count)])
write("finance_price", "region,facility_kind,form,year,amount,illustratief",
      [(r, k, f, 2023, "%d.%02d" % (p // 100, p % 100), "true")
       for r in sorted(set(region_of)) for k, zin, pgb in kinds for f, p in (("pgb", pgb), ("zin", zin))])
write("finance_cohort",
      "region,municipality,facility_kind,year,clients,average_stay_months,wlz_share,pgb_share,illustratief",
      [(region_of[i], codes[i], k, 2023, size(i) // 2 + j, 30 + 6 * j, "0.300000", "0.350000", "true")
       for i in range(count) for j, (k, _, _) in enumerate(kinds)])
write("finance_inflow",
      "region,municipality,facility_kind,year,expected,average_stay_months,wlz_share,pgb_share,illustratief",
      [(region_of[i], codes[i], k, 2023, "%.2f" % (size(i) * 0.15), 30 + 6 * j, "0.100000", "0.350000", "true")
       for i in range(count) for j, (k, _, _) in enumerate(kinds)])
budgets = []
for year in range(2023, 2033):
    for i in range(count):
        if i % 8 == 0:
            total = sum(size(k) for k in range(i, min(i + 8, count)))
            budgets.append((region_of[i], "bw", "historisch", "regionaal", codes[i], year, "%d.00" % (31000 * total), "true"))
        budgets.append((region_of[i], "bw", "objectief", "lokaal", codes[i], year, "%d.00" % (30000 * size(i)), "true"))
write("finance_budget", "region,stream,basis,scope,municipality,year,amount,illustratief", budgets)
