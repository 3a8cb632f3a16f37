"""Checks a café's zip file, or its folder: python3 kontroll.py FILE (Python 3.9, nothing else)."""

import hashlib, json, pathlib, re, sys, zipfile

SAID = "mangler, missing|ikke i listen, not listed|endret, changed|seglet, the seal|ikke trykt, "
SAID += "not printed|ikke i arkivet, not in the archive|i orden, in order"
FORM = r"(?i)(grupp|group|oppsum|summ|bord|prikk|utd[jy]p|plen|table|arrang|elab|mots)\w*|dots?"
FORM += r"|own|ord|words?|ei?gne|sine?|si|slik|ble|vart|til|ved|det|the|as|it|was|up|og|to|at|and"
FORM += r"|in|s|pairs|posters|png|jpg|organiser|\d+|setning|sentence|opposites?|two"
MARKS = "\ufeff\ufff9\ufffc\ufdd0-\ufdef\U000e0001-\U000e007f"  # a writer has none of them
MARKS += "".join(chr(n << 16 | 65534 | at) for n in range(17) for at in (0, 1))
ODD = rf"(?<=\w)(-|\ufffe((\\r)?\\n| )(?=[^\W\dA-ZÆØÅ])|\ufffe)(?=\w)|[{MARKS}]"
place, sha, chain, found = pathlib.Path(sys.argv[1]), hashlib.sha256, bytes(32), []
package = None if place.is_dir() else zipfile.ZipFile(place)
files = package.namelist() if package else filter(pathlib.Path.is_file, place.rglob("*"))
names = [f if package else f.relative_to(place).as_posix() for f in files]
read = package.read if package else lambda name: (place / name).read_bytes()
archive, printed = json.loads(read("archive.json")), re.sub(ODD, "", read("document.md").decode())
sums = {row[66:]: row[:64] for row in read("SHA256SUMS").decode().split("\n") if row[64:66] == "  "}
for name in sorted({*names, *sums} - {"SHA256SUMS"}):  # 1. every file and the list, both ways
    once = name in sums and names.count(name) == 1
    if not once or sha(read(name)).hexdigest() != sums[name]:
        found.append((2 if once else int(name in names), name))
lines = [line for line in archive.get("history", []) if "leaf" in line]  # 2. leaves, their chain
gone = {n for at in lines if at["what"] == "erased" for n in at.get("item", {}).get("lines", [])}
for line in lines:
    bare = {key: line[key] for key in line if key not in ("salt", "leaf", "erased")}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fits = sha(bytes.fromhex(line.get("salt", "")) + text.encode()).hexdigest() == line["leaf"]
    erased = {line["n"] in gone, line.get("erased", False), not {"item", "salt"} & line.keys()}
    found += [(3, f"archive.json {line['n']}")] * (erased not in ({True}, {not fits}))
    chain = sha(chain + bytes.fromhex(line["leaf"])).digest()
found += [(3, "archive.json")] * (chain.hex() != archive.get("seal", bytes(32).hex()))
parts = dict(re.findall(r"(?ms)^## (\d+)\. (.*?)(?=^## |\Z)", printed))  # 3. each word, in order
archive = json.loads(re.sub(ODD, "", read("archive.json").decode()))
only = archive["workshop"].get("report_options", {}).get("only")
means = archive["workshop"].get("abbreviations") or {"": ""}  # in print behind the short form
means = "|".join(rf"(?<={re.escape(s)}) \({re.escape(long)}\)" for s, long in means.items())
words = lambda text: re.findall(r"\w+", re.sub(f"(?i){means}", "", text))
for q in [q for q in archive["questions"] if not only or q["number"] in only]:
    places = sorted(q["tables"], key=lambda t: t["number"]) + q.get("origins", [])
    mains, linked = " ".join(t.get("main_statement") or "" for t in places), str(q.get("opposed"))
    beside = [[t.get("name"), t.get("posters"), mains] for t in places]  # may stand between
    beside += [note.get("elaborations") for place in places for note in place["notes"]]
    known = {*words(json.dumps(beside, ensure_ascii=False))}
    said = [q["text"], mains if q["summary"] is None else q["summary"]]
    for heading in sorted(q["categories"], key=lambda heading: not heading["listed"]):
        said += [heading["heading"], *(entry["text"] for entry in heading["entries"])]
    two = sorted((e for h in q["categories"] for e in h["entries"]), key=lambda e: -len(e["text"]))
    two = [" ".join(words(e["text"])) for e in two if any(n in linked for n in e["notes"])]
    rest = [*words(parts.get(str(q["number"]), "")), "."]
    for want in [*filter(None, map(words, said)), ["."]]:
        at = [i for i in range(len(rest)) if rest[i : i + len(want)] == want]
        between = re.sub(rf"\b({'|'.join(two)})\b", "", " ".join(rest[: [*at, 0][0]])).split()
        odd = [w for w in between if w not in known and not re.fullmatch(FORM, w)]
        for code, wrong in ((4, [] if at else want), (5, odd)):
            found += [(code, f"document.md {q['number']}: {' '.join(wrong)}")][: len(wrong)]
        rest = rest[at[0] + len(want) :] if at else rest
told = [f"{name}: {SAID.split('|')[code]}" for code, name in found or [(6, place)]]
sys.exit(print(*(re.sub(r"[\0-\37\177-\237]", "?", t) for t in told), sep="\n") or bool(found))
