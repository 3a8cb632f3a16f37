"""Checks a café's zip file, or its folder: python3 kontroll.py FILE (Python 3.9, nothing else)."""

import hashlib, json, pathlib, re, sys, zipfile

SAID = "mangler, missing|ikke i listen, not listed|endret, changed|seglet, the seal|ikke trykt, "
SAID += "not printed|ikke i arkivet, not in the archive|i orden, in order"
FORM = r"(?i)(grupp|group|oppsum|summ|bord|prikk|utd[jy]p|plen|table|arrang|elab)\w*|dots?|own|ord"
FORM += r"|words?|ei?gne|sine?|si|slik|ble|vart|til|ved|det|the|as|it|was|up|og|to|at|and|in|s"
FORM += r"|pairs|posters|png|jpg|organiser|\d+"
MARKS = "\ufeff\ufff9\ufffc\ufdd0-\ufdef\U000e0001-\U000e007f"  # a writer has none of them
MARKS += "".join(chr(n << 16 | 65534 | at) for n in range(17) for at in (0, 1))
ODD = rf"(?<=\w)(-|\ufffe((\\r)?\\n| )(?=[^\W\dA-ZÆØÅ])|\ufffe)(?=\w)|[{MARKS}]"
words, sha, chain, found = re.compile(r"\w+").findall, hashlib.sha256, bytes(32), []
place = pathlib.Path(sys.argv[1])
package = None if place.is_dir() else zipfile.ZipFile(place)
files = package.namelist() if package else filter(pathlib.Path.is_file, place.rglob("*"))
names = [f if package else f.relative_to(place).as_posix() for f in files]
read = package.read if package else lambda name: (place / name).read_bytes()
archive, printed = json.loads(read("archive.json")), re.sub(ODD, "", read("document.md").decode())
# 1. Every file beside the list of digests, both ways.
listed = [line for line in read("SHA256SUMS").decode().split("\n") if line[64:66] == "  "]
sums = {line[66:]: line[:64] for line in listed}
for name in sorted({*names, *sums} - {"SHA256SUMS"}):
    if name not in sums or names.count(name) != 1:
        found.append((int(name in names), name))
    elif sha(read(name)).hexdigest() != sums[name]:
        found.append((2, name))
# 2. Every leaf over salt and words, the chain of leaves, and what is called erased, both ways.
lines = [line for line in archive.get("history", []) if "leaf" in line]
gone = {n for line in lines if line["what"] == "erased" for n in line["item"]["lines"]}
for line in lines:
    bare = {key: line[key] for key in line if key not in ("salt", "leaf", "erased")}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fits = sha(bytes.fromhex(line.get("salt", "")) + text.encode()).hexdigest() == line["leaf"]
    erased = {line["n"] in gone, line.get("erased", False), not {"item", "salt"} & line.keys()}
    if erased != {True} and not (fits and erased == {False}):
        found.append((3, f"archive.json {line['n']}"))
    chain = sha(chain + bytes.fromhex(line["leaf"])).digest()
found += [(3, "archive.json")] * (chain.hex() != archive.get("seal", bytes(32).hex()))
# 3. Word by word, in order: what is printed under a question, and what the archive has.
parts = dict(re.findall(r"(?ms)^## (\d+)\. (.*?)(?=^## |\Z)", printed))
archive = json.loads(re.sub(ODD, "", read("archive.json").decode()))
only = archive["workshop"].get("report_options", {}).get("only")
means = (archive["workshop"].get("abbreviations") or {}).items()


def said_in(text):
    """Its words, without what a short form means, in brackets behind it."""
    for short, long in means:
        text = re.sub(rf"(?i)({re.escape(short)}) \({re.escape(long)}\)", r"\1", text)
    return words(text)


for q in [q for q in archive["questions"] if not only or q["number"] in only]:
    places = sorted(q["tables"], key=lambda t: t["number"]) + q.get("origins", [])
    mains = " ".join(place.get("main_statement") or "" for place in places)
    beside = [[t.get("name"), t.get("posters"), mains] for t in places]  # may stand between
    beside += [note.get("elaborations") for place in places for note in place["notes"]]
    known = {*words(json.dumps(beside, ensure_ascii=False))}
    said = [q["text"], mains if q["summary"] is None else q["summary"]]
    for heading in sorted(q["categories"], key=lambda heading: not heading["listed"]):
        said += [heading["heading"], *(entry["text"] for entry in heading["entries"])]
    rest = [*said_in(parts.get(str(q["number"]), "")), "."]
    for want in [*filter(None, map(said_in, said)), ["."]]:
        at = [i for i in range(len(rest)) if rest[i : i + len(want)] == want]
        odd = [w for w in rest[: [*at, 0][0]] if w not in known and not re.fullmatch(FORM, w)]
        for code, wrong in ((4, [] if at else want), (5, odd)):
            found += [(code, f"document.md {q['number']}: {' '.join(wrong)}")][: len(wrong)]
        rest = rest[at[0] + len(want) :] if at else rest
# 4. The digest that a final version has in print, and its words.
for name in [name for name in names if name.endswith("/version.json")]:
    kept, page = json.loads(read(name)), name.replace("version.json", "document.md")
    document = kept.get("document") or {"sections": []}
    texts = [line[:4] for line in kept["lines"]]
    for drawn in [p for part in document["sections"] for p in part["pictures"] if p["sheet"]]:
        for field in drawn["sheet"]["fields"]:
            texts += [["slip", drawn["file"], field["title"], slip] for slip in field["slips"]]
    text = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    digest = sha(text.encode()).hexdigest()[:32]
    final = (document.get("edition") or {}).get("final")
    if final and digest not in read(page).decode().replace(" ", ""):
        found.append((4, f"{page}: {digest}"))
print(*(f"{name}: {SAID.split('|')[code]}" for code, name in found or [(6, place)]), sep="\n")
sys.exit(bool(found))
