"""Checks an evidence bundle by what its README says, with Python alone: nothing here was made by Tasvib.

Reads from standard input {"bundle": path, "changes": [[name, place, by], ...]}; for each change, flips one byte of one file
of the bundle and looks whether the bundle still agrees. Prints {"sound": bool, "missed": [change, ...]}.
"""

import hashlib
import json
import sys
import zipfile


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def agrees(files):
    try:
        ledger = json.loads(files["ledger.json"])
        if canonical(ledger) != files["ledger.json"]:
            return False
        previous = None
        for number, entry in enumerate(ledger["entries"], 1):
            said = {key: value for key, value in entry.items() if key not in ("digest", "sequence", "previous")}
            if entry["sequence"] != number or entry["previous"] != previous:
                return False
            place = {"sequence": number, "previous": previous, "contentDigest": sha256(canonical(said))}
            if sha256(canonical(place)) != entry["digest"]:
                return False
            previous = entry["digest"]
            data = entry["data"]
            if entry["type"] == "ProposalSubmitted" and "rules" in data["programme"]:
                if sha256(files["rules.json"]) != data["programme"]["rules"]:
                    return False
            if entry["type"] in ("ProposalSubmitted", "ProposalRevised"):
                content = files[f"revisions/{data['revision']}.json"]
                revision = json.loads(content)
                part = {key: revision[key] for key in ("files", "open", "personalDigest")}
                whole = {**part, "reference": ledger["reference"], "revision": data["revision"]}
                whole["documentsDigest"] = data["documentsDigest"]
                if canonical(whole) != content or sha256(canonical(part)) != data["documentsDigest"]:
                    return False
                for file in revision["files"]:
                    if sha256(files[f"attachments/{file['fileId']}"]) != file["sha256"]:
                        return False
            if entry["type"] == "ContractDrawnUp":
                if sha256(files[f"contract-{data['version']}.pdf"]) != data["documentDigest"]:
                    return False
            if entry["type"] == "ContractSealed":
                if sha256(files[f"signed-contract-{data['version']}.pdf"]) != data["sealDigest"]:
                    return False
                if sha256(files[f"release-{data['version']}.json"]) != data["openContractingDigest"]:
                    return False
        return True
    except (KeyError, ValueError, TypeError, AttributeError):
        return False


def main():
    asked = json.load(sys.stdin)
    with zipfile.ZipFile(asked["bundle"]) as bundle:
        broken = bundle.testzip()
        files = {name: bundle.read(name) for name in bundle.namelist()}
    missed = []
    for name, place, by in asked["changes"]:
        changed = bytearray(files[name])
        changed[place] ^= by
        if agrees({**files, name: bytes(changed)}):
            missed.append([name, place, by])
    json.dump({"sound": broken is None and agrees(files), "missed": missed}, sys.stdout)


main()
