#!/usr/bin/env python3
"""Verifies the lines of `makegood journal export` with SHA-256 alone, as docs/journal.md describes them.

Usage: verify_journal.py FILE   Exit code 0: nothing was changed, removed or swapped. 1: each finding on a line.
"""
import hashlib
import json
import struct
import sys

HEADER = ("terminal", "epoch", "seq", "event_id", "type", "schema_version", "wall_ms", "boot_id", "mono_ms", "actor",
          "on_behalf_of")


def field(value):
    content = struct.pack(">q", value) if isinstance(value, int) else value.encode()
    return struct.pack(">I", len(content)) + content


def hash_of(event):
    body = bytes.fromhex(event["body_hex"]) if "body_hex" in event else event["body"].encode()
    return hashlib.sha256(b"makegood/1" + b"".join(field(event[name]) for name in HEADER) +
                          hashlib.sha256(body).digest() + bytes.fromhex(event["prev_hash"])).hexdigest()


def findings(lines):
    last = {}  # of each chain
    for line in lines:
        event = json.loads(line)
        chain = (event["terminal"], event["epoch"])
        place = f"{event['terminal']}, event {event['seq']}"
        before = last.get(chain)
        if hash_of(event) != event["hash"]:
            yield f"{place}: its content is not what was hashed"
        if before and event["seq"] != before["seq"] + 1:
            yield f"{place}: it stands after event {before['seq']}"
        elif before and event["prev_hash"] != before["hash"]:
            yield f"{place}: it does not follow event {before['seq']} as it stands here"
        elif event["seq"] == 1 and event["prev_hash"] != 64 * "0":
            yield f"{place}: something came before the first event"
        last[chain] = event
    for (terminal, _), event in last.items():
        print(f"{terminal}: up to event {event['seq']}, {event['hash']}")


with open(sys.argv[1], encoding="utf-8") as file:
    found = list(findings(file))
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
