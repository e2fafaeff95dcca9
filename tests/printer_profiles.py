#!/usr/bin/env python3
"""Makes assets/printers/*.toml: printer_profiles.py DATA assets/printers

DATA holds capabilities/capabilities.json of escpos-printer-db, and mappings/ and models/ of ReceiptPrinterEncoder (which
commits, under which licences: assets/printers/README.md). What neither knows comes from the tables below, each with its
source; what nobody knows is "unknown". Run it again only with newer data; the files may also be corrected by hand.
"""
import json
import math
import pathlib
import re
import sys

# Character sets under the names that drivers/escpos/code_pages.inc gives them; others are left out.
OTHER_NAMES = {"TCVN-3-1": "tcvn3", "TCVN-3-2": "tcvn3capitals", "KATAKANA": "katakana", "epson/katakana": "katakana"}
FIRST = ["cp437", "windows1252", "cp858", "cp850"]

# Answers to DLE EOT and GS a: Epson's and Citizen's manuals (DEVICES 1.2).
STATUS = {"Epson", "Citizen"}
# GS ( H function 48: Epson's list of models (download4.epson.biz, gs_lparen_ch_fn48); the older guide excludes TM-T88III.
CONFIRMS = {"TM-T20II", "TM-T20II-42col", "TM-T20III", "TM-T88V", "TM-T88VI", "TM-T88VII", "TM-L90", "TM-m30III"}
CONFIRMS_NOT = {"TM-T88III"}
BUFFER = {"TM-T88III": 4096, "TM-T88IV": 4096}  # their specifications
BAUD = {"TM-T88IV": 38400}  # its specification: as it leaves the factory
# 80 mm is the paper; 48 letters of 12 dots are what the head reaches.
DOTS = {"CT-S651": 576, "SRP-S300": 576, "YHD-8390": 576}
COLUMNS = {"NT-80-V-UL": (48, 64)}  # the data hold the letters' dots instead
NAMES = {"RP-F10-58mm": "RP-F10 (58 mm)", "RP-F10-80mm": "RP-F10 (80 mm)"}
NO_PRINTER = {"default", "safe", "simple"}
# The same printer in ReceiptPrinterEncoder.
ALSO = {"T-1": "metapace-t1", "POS-5890": "pos-5890"}


def table_of(name):
    name = OTHER_NAMES.get(name, name)
    name = re.sub(r"^CP(125\d)$", r"windows\1", name)
    name = re.sub(r"^ISO_8859-(\d+)$", r"iso8859-\1", name)
    return name.lower()


def known_tables():
    inc = pathlib.Path(__file__).parent.parent / "drivers/escpos/code_pages.inc"
    return set(re.findall(r'^\{"([^"]+)"', inc.read_text(), re.M))


def mapping(folder, name):
    pages = {}
    for line in (folder / "mappings" / (name.replace("/", "-") + ".txt")).read_text().splitlines():
        if match := re.match(r"\s*0x([0-9a-f]+)\s+(\S+)", line):
            pages[int(match[1], 16)] = match[2]
    return pages


def ordered(pages, tables):
    named, seen = {}, set()
    for number, name in sorted(pages.items()):
        table = table_of(name)
        if table in tables and table not in seen:
            named[number] = table
            seen.add(table)
    rank = lambda item: (FIRST.index(item[1]) if item[1] in FIRST else len(FIRST), item[0])
    return [f"{number} {table}" for number, table in sorted(named.items(), key=rank)]


def number(value):
    return round(value) if isinstance(value, (int, float)) else "unknown"


def from_database(key, entry, model, folder, tables):
    features, fonts, media = entry["features"], entry["fonts"], entry["media"]
    pages = {int(at): name for at, name in entry["codePages"].items() if name not in ("Unknown", "CP932")}
    if model:
        pages = {**mapping(folder, model["capabilities"]["codepages"]), **pages}
    columns = COLUMNS.get(key, (fonts["0"]["columns"], fonts["1"]["columns"] if "1" in fonts else "unknown"))
    return {
        "vendor": entry["vendor"].split()[0],
        "name": NAMES.get(key, entry["name"]),
        "source": f"escpos-printer-db {key}",
        "dots_per_line": DOTS.get(key, number(media["width"].get("pixels"))),
        "dots_per_inch": number(media.get("dpi")),
        "columns_font_a": columns[0],
        "columns_font_b": columns[1],
        "code_pages": ordered(pages, tables),
        "bar_codes": features["barcodeB"],
        "qr_codes": features["qrCode"],
        "column_pictures": features["bitImageColumn"],
        "cutter": features["paperPartCut"] or features["paperFullCut"],
        "drawer": features["pulseStandard"],
    }


def from_encoder(name, model, folder, tables):
    able, fonts = model["capabilities"], model["capabilities"]["fonts"]
    return {
        "vendor": model["vendor"],
        "name": model["model"],
        "source": f"ReceiptPrinterEncoder {name}",
        "dots_per_line": "unknown",
        "dots_per_inch": number(model["media"].get("dpi")),
        "columns_font_a": fonts["A"]["columns"],
        "columns_font_b": fonts["B"]["columns"] if "B" in fonts else "unknown",
        "code_pages": ordered(mapping(folder, able["codepages"]), tables),
        "bar_codes": able["barcodes"]["supported"],
        "qr_codes": able["qrcode"]["supported"],
        "column_pictures": "unknown",
        "cutter": "cutter" in able,
        "drawer": "unknown",
    }


def complete(key, profile, model):
    if model and profile["source"].startswith("escpos-printer-db"):
        profile["source"] += ", ReceiptPrinterEncoder " + model["file"]
    lines = model and model["capabilities"].get("cutter", {}).get("feed")
    # Lines of a sixth of an inch that are fed before a cut.
    profile["blade_mm"] = math.ceil(lines * 25.4 / 6) if lines else "unknown"
    held = profile["vendor"] == "Epson" and profile["drawer"] is True
    profile["drawer_when_held"] = False if profile["drawer"] is False else True if held else "unknown"
    profile["status"] = True if profile["vendor"] in STATUS else "unknown"
    profile["confirms"] = True if key in CONFIRMS else False if key in CONFIRMS_NOT else "unknown"
    profile["buffer_bytes"] = BUFFER.get(key, "unknown")
    profile["baud"] = BAUD.get(key, "unknown")
    # Whether a printer turns and joins Persian letters by itself stands nowhere; a picture is right on all of them.
    profile["persian"] = "picture"
    return profile


def toml(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        rows, row = [], "   "
        for item in value:
            if len(row) + len(item) + 4 > 118:
                rows.append(row)
                row = "   "
            row += f' "{item}",'
        return "[\n" + "\n".join(rows + [row]) + "\n]" if value else "[]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def write(folder, key, profile):
    vendor, name = profile.pop("vendor"), profile.pop("name")
    full = name if not vendor or name.startswith(vendor) else f"{vendor} {name}"
    text = f'name = "{full}"\n' + "".join(f"{field} = {toml(value)}\n" for field, value in profile.items())
    (folder / (key.lower() + ".toml")).write_text(text)


def main(data, out):
    tables = known_tables()
    models = {}
    for file in sorted((data / "models").glob("*.json")):
        models[file.stem] = {**json.loads(file.read_text()), "file": file.stem}
    used = set()
    for key, entry in json.loads((data / "capabilities/capabilities.json").read_text())["profiles"].items():
        features = entry["features"]
        if key in NO_PRINTER or features["starCommands"] or not features["bitImageRaster"]:
            continue
        also = ALSO.get(key, f"{entry['vendor']}-{key}".lower())
        model = models.get(also)
        used.add(also)
        write(out, key, complete(key, from_database(key, entry, model, data, tables), model))
    for name, model in models.items():
        if name in used or model["capabilities"]["language"] != "esc-pos":
            continue
        key = name.removeprefix(model["vendor"].lower() + "-") if model["vendor"] else name
        write(out, key, complete(key.upper(), from_encoder(name, model, data, tables), model))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
