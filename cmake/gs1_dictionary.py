#!/usr/bin/env python3
"""Writes the tables of workflows/labels from their sources; with --check only says whether they are in step.

application_identifiers.inc from gs1-syntax-dictionary.txt beside it, iso_codes.inc from Debian's iso-codes (where it is
installed). A newer dictionary is taken up by putting it in the place of the old one and running this.
"""
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "workflows" / "labels"
ISO = pathlib.Path("/usr/share/iso-codes/json")


def component(text):
    optional = text.startswith("[")
    what, *checks = text.replace("[", "").replace("]", "").split(",")
    charset, dots, length = re.fullmatch(r"([NXYZ])(\.\.)?(\d+)", what).groups()
    fields = [f"'{charset}'", "1" if dots else length, length, str(optional).lower()]
    return "{" + ", ".join(fields + ["{" + ", ".join("Check::" + check for check in checks) + "}"]) + "}"


def row(line):
    entry = line.split("#")[0].split()
    first, _, last = entry.pop(0).partition("-")
    flags = entry.pop(0) if not re.match(r"\[?[NXYZ]", entry[0]) else ""
    specification = [word for word in entry if re.match(r"\[?[NXYZ]", word)]
    attributes = {"req": [], "ex": [], "dlpkey": []}
    for word in entry[len(specification):]:
        key, _, value = word.partition("=")
        attributes[key].append(value)
    said = [
        str(int(first)), str(int(last or first)), str(len(first)),
        str("*" in flags).lower(), str("?" in flags).lower(),
        "{" + ", ".join(map(component, specification)) + "}",
        f'"{";".join(attributes["req"])}"', f'"{",".join(attributes["ex"])}"',
        str(bool(attributes["dlpkey"])).lower(), f'"{"|".join(filter(None, attributes["dlpkey"]))}"',
    ]
    return "    {" + ", ".join(said) + "},"


def identifiers():
    lines = (FOLDER / "gs1-syntax-dictionary.txt").read_text(encoding="utf-8").splitlines()
    return [
        "// Made by cmake/gs1_dictionary.py from gs1-syntax-dictionary.txt beside it, which names its makers.",
        "// Copyright (c) 2021-2025 GS1 AISBL, Apache-2.0.",
        "// clang-format off",
        *[row(line) for line in lines if line.strip() and not line.startswith("#")],
        "// clang-format on",
    ]


def wrapped(name, type_name, items):
    out, line = [f"constexpr {type_name} {name}[] = {{"], "   "
    for item in items:
        if len(line) + len(item) > 118:
            out.append(line)
            line = "   "
        line += f" {item},"
    return out + [line, "};"]


def iso_codes():
    countries = json.loads((ISO / "iso_3166-1.json").read_text())["3166-1"]
    currencies = json.loads((ISO / "iso_4217.json").read_text())["4217"]
    number = lambda entry: str(int(entry["numeric"]))
    return [
        "// Made by cmake/gs1_dictionary.py from the tables of Debian's iso-codes 4.15.0 (LGPL-2.1-or-later; the codes",
        "// themselves are facts of ISO 3166-1 and ISO 4217).",
        "// clang-format off",
        *wrapped("country_numbers", "std::uint16_t", sorted(map(number, countries), key=int)),
        *wrapped("country_letters", "std::string_view", sorted(f'"{entry["alpha_2"]}"' for entry in countries)),
        *wrapped("currency_numbers", "std::uint16_t", sorted({number(entry) for entry in currencies if "numeric" in entry}, key=int)),
        "// clang-format on",
    ]


def main():
    made = {"application_identifiers.inc": identifiers()}
    if (ISO / "iso_4217.json").exists():
        made["iso_codes.inc"] = iso_codes()
    stale = []
    for name, lines in made.items():
        text = "\n".join(lines) + "\n"
        if "--check" not in sys.argv:
            (FOLDER / name).write_text(text, encoding="utf-8")
        elif name == "application_identifiers.inc" and (FOLDER / name).read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"{name} is not what cmake/gs1_dictionary.py makes now")
    return 1 if stale else 0


sys.exit(main())
