"""sbom.py BUILD PACKAGES: what is in the Debian packages of the folder PACKAGES, which were made of BUILD, as SPDX 2.3 (JSON).

Of each package of ours: its files with their digests, the packages of Debian whose libraries it links (DEPENDS_ON), those
whose headers were compiled into it (BUILD_DEPENDENCY_OF) and the compiler (BUILD_TOOL_OF). The time is SOURCE_DATE_EPOCH,
and nothing else depends on when or where it runs.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from urllib.parse import quote

import licences

OURS = "EUPL-1.2"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def spdx_id(kind, name):
    return f"SPDXRef-{kind}-" + re.sub(r"[^a-zA-Z0-9.-]", "-", name)


def distribution():
    return re.search(r"^VERSION_CODENAME=(\w+)$", pathlib.Path("/etc/os-release").read_text(), re.M).group(1)


class Debian:
    """The packages of Debian that are installed here."""

    def __init__(self):
        self.owners = {}
        self.libraries = {}

    def read_owners(self, patterns):
        """Which package each file is of; a pattern that is of none is left out."""
        found = subprocess.run(["dpkg-query", "-S", *patterns], capture_output=True, text=True).stdout
        for line in found.splitlines():
            packages, _, path = line.rpartition(": ")
            if packages and not packages.startswith("diversion"):
                self.owners[path] = packages.split(", ")[0].split(":")[0]

    def of_library(self, soname):
        if soname not in self.libraries:
            self.read_owners([f"*/{soname}"])
            place = re.compile(rf"(/usr)?/lib(64|/[^/]+-linux-gnu)/{re.escape(soname)}")
            self.libraries[soname] = next((self.owners[path] for path in sorted(self.owners) if place.fullmatch(path)), None)
        if not self.libraries[soname]:
            raise SystemExit(f"sbom.py: no installed package has {soname}")
        return self.libraries[soname]

    def describe(self, name, licence_texts):
        form = "${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t${Homepage}\n"
        _, version, architecture, source, source_version, homepage = run(
            "dpkg-query", "-W", "-f", form, name).splitlines()[0].split("\t")
        package = {
            "SPDXID": spdx_id("Debian", name),
            "name": name,
            "versionInfo": version,
            "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": licences.declared(name, licence_texts),
            "copyrightText": "NOASSERTION",
            "sourceInfo": f"built from {source} {source_version}",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{quote(name)}@{quote(version)}?arch={architecture}&distro={distribution()}",
            }],
        }
        if homepage:
            package["homepage"] = homepage
        return package


def needed(path):
    """The libraries that an ELF file names."""
    with open(path, "rb") as file:
        if file.read(4) != b"\x7fELF":
            return set()
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-dW", str(path))))


class Package:
    """One of our packages: its fields, its files, and what they name."""

    def __init__(self, path):
        self.path = path
        self.name, self.version = (run("dpkg-deb", "-f", str(path), field).strip() for field in ("Package", "Version"))
        self.files = []
        self.libraries = set()
        self.plugins = set()
        with tempfile.TemporaryDirectory() as folder:
            run("dpkg-deb", "-x", str(path), folder)
            for file in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file() and not p.is_symlink()):
                self.add(file, "./" + str(file.relative_to(folder)))

    def add(self, file, name):
        content = file.read_bytes()
        self.files.append((name, hashlib.sha1(content).hexdigest(), hashlib.sha256(content).hexdigest()))
        self.libraries |= needed(file)
        plugin = re.search(r"/stelsel/plugins/([^/]+)/[^/]+\.so$", name)
        if plugin:
            self.plugins.add(plugin.group(1))

    def describe(self):
        verification = hashlib.sha1("".join(sorted(sha1 for _, sha1, _ in self.files)).encode()).hexdigest()
        return {
            "SPDXID": spdx_id("Package", self.name),
            "name": self.name,
            "versionInfo": self.version,
            "packageFileName": self.path.name,
            "downloadLocation": "NOASSERTION",
            "checksums": [{"algorithm": "SHA256", "checksumValue": hashlib.sha256(self.path.read_bytes()).hexdigest()}],
            "filesAnalyzed": True,
            "packageVerificationCode": {"packageVerificationCodeValue": verification},
            "licenseConcluded": OURS,
            "licenseDeclared": OURS,
            "licenseInfoFromFiles": [OURS],
            "copyrightText": "NOASSERTION",
        }

    def describe_files(self):
        for name, sha1, sha256 in self.files:
            yield {
                "SPDXID": spdx_id("File", f"{self.name}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"),
                "fileName": name,
                "checksums": [{"algorithm": "SHA1", "checksumValue": sha1}, {"algorithm": "SHA256", "checksumValue": sha256}],
                "licenseConcluded": OURS,
                "licenseInfoInFiles": [OURS],
                "copyrightText": "NOASSERTION",
            }

    def has_object(self, path):
        """Whether what was compiled into the object file at path is in this package."""
        if path.startswith("plugins/storage/"):
            return any(plugin.startswith("storage_") for plugin in self.plugins)
        if path.startswith("plugins/"):
            return path.split("/")[1] in self.plugins
        program = {"stelsel": True, "libstelsel-dev": path.startswith(("core/base/", "core/schema/"))}
        library = self.name.startswith("libstelsel") and not path.startswith(("core/cli/", "core/conformance/"))
        return program.get(self.name, library)


def headers(build):
    """(object file, system header) of all that was compiled, as the build tool knows it."""
    target = ""
    for line in run("ninja", "-C", build, "-t", "deps").splitlines():
        if line and not line.startswith((" ", "ninja:")):
            target = line.split(":")[0]
        elif line.startswith("    /usr/"):
            yield target, os.path.normpath(line.strip())


def compiler(build):
    cache = (pathlib.Path(build) / "CMakeCache.txt").read_text()
    return os.path.realpath(re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", cache, re.M).group(1))


def relationship(one, kind, other):
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}


def relate(packages, build, debian):
    """Yields (our package, kind, package of Debian)."""
    compiled = sorted(set(headers(build)))
    if not compiled:
        raise SystemExit(f"sbom.py: {build} knows no headers; it must be built by Ninja")
    tool = compiler(build)
    debian.read_owners([*sorted({header for _, header in compiled}), tool])
    for package in packages:
        for soname in sorted(package.libraries):
            yield package, "DEPENDS_ON", debian.of_library(soname)
        for object_file, header in compiled:
            if header in debian.owners and package.has_object(object_file):
                yield package, "BUILD_DEPENDENCY_OF", debian.owners[header]
        if package.libraries:
            yield package, "BUILD_TOOL_OF", debian.owners[tool]


def document(build, folder):
    packages = [Package(path) for path in sorted(pathlib.Path(folder).glob("*.deb"))]
    if not packages:
        raise SystemExit(f"sbom.py: {folder} has no packages")
    debian = Debian()
    relations = sorted({(p.name, kind, name) for p, kind, name in relate(packages, build, debian)})
    texts = {}
    elements = [p.describe() for p in packages] + [debian.describe(name, texts) for name in sorted({r[2] for r in relations})]
    files = [(p.name, file) for p in packages for file in p.describe_files()]
    digest = hashlib.sha256("".join(e["checksums"][0]["checksumValue"] for e in elements[:len(packages)]).encode()).hexdigest()
    related = [relationship("SPDXRef-DOCUMENT", "DESCRIBES", spdx_id("Package", p.name)) for p in packages]
    related += [relationship(spdx_id("Package", name), "CONTAINS", file["SPDXID"]) for name, file in files]
    for ours, kind, theirs in relations:
        pair = (spdx_id("Package", ours), spdx_id("Debian", theirs))
        related.append(relationship(pair[0], kind, pair[1]) if kind == "DEPENDS_ON" else relationship(pair[1], kind, pair[0]))
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"stelsel-{packages[0].version}",
        "documentNamespace": f"urn:sha256:{digest}",
        "creationInfo": {
            "created": datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
                       .strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Tool: stelsel-sbom-1"],
        },
        "packages": elements,
        "files": [file for _, file in files],
        "hasExtractedLicensingInfos": [texts[key] for key in sorted(texts)],
        "relationships": related,
    }


if __name__ == "__main__":
    json.dump(document(sys.argv[1], sys.argv[2]), sys.stdout, indent=1, ensure_ascii=False)
    print()
