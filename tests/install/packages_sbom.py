"""packages_sbom.py PACKAGES: whether stelsel.spdx.json beside the packages says of them what they say of themselves."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
document = json.loads((folder / "stelsel.spdx.json").read_text())
problems = []


def expect(truth, problem):
    if not truth:
        problems.append(problem)


def field(deb, name):
    return subprocess.run(["dpkg-deb", "-f", str(deb), name], check=True, capture_output=True, text=True).stdout.strip()


for name, value in {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT"}.items():
    expect(document[name] == value, f"{name} is {document[name]}")
expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["creationInfo"]["created"]), "created is no time")

elements = {element["SPDXID"]: element for element in [*document["packages"], *document["files"]]}
expect(len(elements) == len(document["packages"]) + len(document["files"]), "two elements have one id")
for element_id in elements:
    expect(re.fullmatch(r"SPDXRef-[a-zA-Z0-9.-]+", element_id), f"{element_id} is no id")
references = {info["licenseId"] for info in document["hasExtractedLicensingInfos"] if info["extractedText"]}
for package in document["packages"]:
    for key in ("name", "versionInfo", "downloadLocation", "licenseDeclared", "licenseConcluded"):
        expect(package.get(key), f"{package['SPDXID']} has no {key}")
    for reference in re.findall(r"LicenseRef-[a-zA-Z0-9.-]+", package["licenseDeclared"]):
        expect(reference in references, f"{reference} has no text")

related = {}
for relation in document["relationships"]:
    one, kind, other = (relation[key] for key in ("spdxElementId", "relationshipType", "relatedSpdxElement"))
    for end in (one, other):
        expect(end in elements or end == "SPDXRef-DOCUMENT", f"{end} is related and is not there")
    related.setdefault((one, kind), []).append(elements.get(other, {}))

debs = sorted(folder.glob("*.deb"))
expect(sorted(e["packageFileName"] for e in related["SPDXRef-DOCUMENT", "DESCRIBES"]) == [d.name for d in debs],
       "it does not describe the packages that are there")
for deb in debs:
    package = next(e for e in document["packages"] if e.get("packageFileName") == deb.name)
    own = package["SPDXID"]
    expect(package["checksums"][0]["checksumValue"] == hashlib.sha256(deb.read_bytes()).hexdigest(), f"sha256 of {deb.name}")
    expect(package["versionInfo"] == field(deb, "Version"), f"version of {deb.name}")
    tree = folder.parent / "trees" / package["name"]
    files = {"./" + str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest()
             for path in tree.rglob("*") if path.is_file() and not path.is_symlink()}
    listed = {file["fileName"]: file["checksums"][1]["checksumValue"] for file in related[own, "CONTAINS"]}
    expect(files == listed, f"files of {deb.name}: {sorted(set(files.items()) ^ set(listed.items()))}")
    # Found from what the files link; Debian's own tool wrote Depends from the same, by another way.
    linked = {e["name"] for e in related.get((own, "DEPENDS_ON"), [])}
    depends = {re.match(r"[^ (]+", word.strip()).group() for word in re.split("[,|]", field(deb, "Depends"))}
    depends = {"libspdlog1.10" if name.startswith("libspdlog1.10-") else name for name in depends if "stelsel" not in name}
    expect(linked == depends, f"{deb.name} links {sorted(linked ^ depends)}, or its Depends does")
expect(any(e["name"] == "libsqlite3-0" for e in related["SPDXRef-Package-stelsel-plugin-sql", "DEPENDS_ON"]), "no libsqlite3")
expect("SPDXRef-Package-stelsel-plugin-storage-postgres" in
       {e.get("SPDXID") for e in related.get(("SPDXRef-Debian-libpq-dev", "BUILD_DEPENDENCY_OF"), [])}, "no headers of libpq")

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
