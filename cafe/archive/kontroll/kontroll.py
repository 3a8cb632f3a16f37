"""Checks a café's zip file, or its folder: python3 kontroll.py FILE (Python 3.9, nothing else)."""

import hashlib, json, pathlib, re, sys, zipfile

SAID = "mangler, missing|ikke i listen, not listed|endret, changed|seglet, the seal|ikke trykt, "
SAID += "not printed|ikke i arkivet, not in the archive|kan ikke leses, cannot be read|"
SAID, STEERS = [*SAID.split("|")[:-1], "i orden, in order"], r"[\0-\37\177-\237]"
FORM = r"(?i)(grupp|group|oppsum|summ|bord|prikk|utd[jy]u?p|plen|table|arrang|elab|mots|les[ea]r"
FORM += r"|reader|dot|utkast)\w*|own|ord|words?|ei?gne|sine?|si|slik|ble|vart|til|ved|det|the|as|it"
FORM += r"|was|up|og|to|at|and|in|s|pairs|posters|png|jpg|organiser|\d+|setning|sentence|opposites?"
FORM += r"|two|draft|av|of|ei?n|a|on"
MARKED = "Slik sa vi det|Noe mangler|Noko manglar|Ordene er ikke våre|Orda er ikkje våre|This is "
MARKED += "how we said it|Something is missing|These are not our words"  # readers of the draft
MARKS = "\ufeff\ufff9\ufffc\ufdd0-\ufdef\U000e0001-\U000e007f"  # a writer has none of them
MARKS += "".join(chr(n << 16 | 65534 | at) for n in range(17) for at in (0, 1))
HOUSE = "brukermedvirkning|brukerstyrt personlig assistanse|barne- og ungdomspsykiatrisk "
HOUSE += "poliklinikk|distriktspsykiatrisk senter|frisklivssentral|individuell plan|læring og "
HOUSE += "mestring|lærings- og mestringssenter|lærings- og mestringstilbud|pedagogisk-psykologisk "
HOUSE += "tjeneste|skolefritidsordning"  # what short forms mean where a café has no list
ODD = rf"(?<=\w)(-|\ufffe(\r?\n| )(?=[^\W\dA-ZÆØÅ])|\ufffe)(?=\w)|[{MARKS}]"
place, sha, chain, found = pathlib.Path(sys.argv[1]), hashlib.sha256, bytes(32), []
tell = lambda code, name: print(re.sub(STEERS, "?", f"{name}: {SAID[code]}"))
sys.excepthook = lambda *_error: [tell(*one) for one in [*found, (6, place.name)]]  # then 1
package = None if place.is_dir() else zipfile.ZipFile(place)
files = package.namelist() if package else filter(pathlib.Path.is_file, place.rglob("*"))
names = [f if package else f.relative_to(place).as_posix() for f in files]
read = package.read if package else lambda name: (place / name).read_bytes()
sums = {row[66:]: row[:64] for row in read("SHA256SUMS").decode().split("\n") if row[64:66] == "  "}
for name in sorted({*names, *sums} - {"SHA256SUMS"}):  # 1. every file and the list, both ways
    once = name in sums and names.count(name) == 1
    try:
        same = once and sha(read(name)).hexdigest() == sums[name]
    except Exception:  # what cannot be unpacked is changed
        same = False
    found += [] if same else [(2 if once else int(name in names), name)]
archive, printed = json.loads(read("archive.json")), read("document.md").decode()
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
only = archive["workshop"].get("report_options", {}).get("only")
means = archive["workshop"].get("abbreviations")  # in print behind a short form, however spelt
means = HOUSE if means is None else "|".join(map(re.escape, means.values()))
bare = lambda text: re.sub(ODD, "", re.sub(rf"(?i)(?<=\S) \((?:{means})\)", "", text))
words = lambda text: re.findall(r"\w+", bare(text))
for q in [q for q in archive["questions"] if not only or q["number"] in only]:
    places = sorted(q["tables"], key=lambda t: t["number"]) + q.get("origins", [])
    mains, linked = " ".join(t.get("main_statement") or "" for t in places), str(q.get("opposed"))
    beside = [[t.get("name"), t.get("posters"), mains] for t in places]  # may stand between
    beside += [note.get("elaborations") for place in places for note in place["notes"]]
    known = {*words(re.sub(r"\\.", " ", json.dumps(beside, ensure_ascii=False)))}
    said = [q["text"], mains if q["summary"] is None else q["summary"]]
    text = bare(re.sub(r"\\([!-/:-@[-`{-~])", r"\1", parts.get(str(q["number"]), "")))
    more = []  # what is printed once more, beside its opposite or by a reader's remark
    remarks = [one for one in q.get("remarks", []) if one.get("outcome") == "beside"]
    for remark in sorted(remarks, key=lambda one: one.get("about") != "heading"):
        more += [remark["words"], *(remark.get("text") or MARKED).split("|")]
        about, own = (r"\W+".join(words(remark.get(key) or "")) for key in ("words", "text"))
        own = rf"“\W*({own or MARKED})\W*”"  # the first time it begins nothing that comes after
        at = re.search(rf"[“«]\W*{about}\W*[”»]: {own}", text) or re.search(own, text)
        text = f"{text[: at.start()]} {text[at.end() :]}" if at else text
    for heading in sorted(q["categories"], key=lambda heading: not heading["listed"]):
        said += [heading["heading"], *(entry["text"] for entry in heading["entries"])]
        more += [e["text"] for e in heading["entries"] if any(n in linked for n in e["notes"])]
    more = sorted({" ".join(words(text)) for text in more} - {""}, key=len, reverse=True)
    rest = [*re.findall(r"\w+", text), "."]
    for want in [*filter(None, map(words, said)), ["."]]:
        at = [i for i in range(len(rest)) if rest[i : i + len(want)] == want]
        between = re.sub(rf"\b({'|'.join(more)})\b", "", " ".join(rest[: [*at, 0][0]])).split()
        odd = [w for w in between if w not in known and not re.fullmatch(FORM, w)]
        for code, wrong in ((4, [] if at else want), (5, odd)):
            found += [(code, f"document.md {q['number']}: {' '.join(wrong)}")][: len(wrong)]
        rest = rest[at[0] + len(want) :] if at else rest
for code, name in found or [(7, place)]:
    tell(code, name)
sys.exit(bool(found))
