"""Checks an evidence bundle by what its README says, with Python alone: nothing here was made by Tasvib.

Reads from standard input {"bundle": path, "changes": [[name, place, by], ...]}; for each change, flips one byte of one file
of the bundle and looks whether the bundle still agrees. Prints {"sound": bool, "missed": [change, ...]}.
"""

import hashlib
import json
import re
import sys
import zipfile


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def merkle(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"")
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + bytes.fromhex(merkle(hashes[:middle]) + merkle(hashes[middle:])))


def stands_in_root(root, ledger):
    leaf, page = root["leaf"], root["page"]
    return (
        merkle(root["pages"]) == root["statement"]["root"]
        and merkle(page) in root["pages"]
        and sha256(b"\x00" + canonical(leaf)) in page
        and leaf["reference"] == ledger["reference"]
        and ledger["entries"][leaf["sequence"] - 1]["digest"] == leaf["digest"]
    )


def is_bound(pdf, ledger, rules):
    binding = rb"/Reason \(Sealed by the city; binds ledger (\S+) up to entry (\d+) = (\w{64}), rules (\w+)\)"
    reference, sequence, tip, bound_rules = (part.decode() for part in re.findall(binding, pdf)[-1])
    entry = ledger["entries"][int(sequence) - 1]
    return (reference, tip, bound_rules) == (ledger["reference"], entry["digest"], rules)


def agrees(files):
    try:
        ledger = json.loads(files["ledger.json"])
        if canonical(ledger) != files["ledger.json"]:
            return False
        previous = None
        rules = ledger["entries"][0]["data"]["programme"].get("rules", "none")
        if "root.json" in files and not stands_in_root(json.loads(files["root.json"]), ledger):
            return False
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
            if "acceptedTerms" in data and sha256(files[f"terms/{data['acceptedTerms']}.json"]) != data["acceptedTerms"]:
                return False
            if entry["type"] == "LegalRouteRecorded" and data.get("decision"):
                decision = data["decision"]
                if sha256(files[f"decisions/{decision['fileId']}"]) != decision["sha256"]:
                    return False
            if entry["type"] == "ContractDrawnUp":
                if sha256(files[f"contract-{data['version']}.pdf"]) != data["documentDigest"]:
                    return False
            if entry["type"] == "ContractSealed":
                sealed = files[f"signed-contract-{data['version']}.pdf"]
                if sha256(sealed) != data["sealDigest"] or not is_bound(sealed, ledger, rules):
                    return False
                if sha256(files[f"release-{data['version']}.json"]) != data["openContractingDigest"]:
                    return False
        return True
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
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
