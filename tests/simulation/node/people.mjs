// What hosts and the organiser do. Each note has a name of its own (A7), so that it can be found again
// wherever it went: in the café, late, in the outbox, or still in the field.

import { put } from "../../../static/js/core/offline/entries.js";
import { editNote, newNote, strikeNote } from "../../../static/js/table/commands.js";
import { linesOf } from "../../../static/js/table/fields/lines.js";

/** @typedef {import("./tablet.mjs").Tablet} Tablet */
/** @typedef {import("./world.mjs").World} World */
/** @typedef {{text: string, at: number, lost: boolean}} Said  `lost`: it may be, the browser died too soon */
/** @typedef {Said & {thing: string, tablet: string}} Did */

const ACTS = {
  add: 9,
  paste: 4,
  edit: 6,
  strike: 4,
  statement: 4,
  "half a note": 2,
  reload: 3,
  "browser killed": 4,
  "slow disk": 2,
  "full disk": 2,
  "clock jumps": 2,
};

/** So long after a disk has room again all must be on it. */
const TRIED_AGAIN_MS = 4500;

/** What was typed, as a person remembers it. */
export class Memory {
  constructor() {
    /** Notes by name. @type {Map<string, Said & {seq: number, tablet: string, entered?: number, offeredAgain?: boolean}>} */
    this.notes = new Map();
    /** @type {Did[]} */
    this.edits = [];
    /** @type {(Did & {struck: boolean})[]} */
    this.strikes = [];
    /** @type {Did[]} */
    this.mains = [];
    this.seq = 0;
    /** From when to when a browser did not keep what was done, and died. @type {{tablet: string, from: number, to: number}[]} */
    this.unkept = [];
  }

  /** A browser died: what was not yet on its disk may be gone. @param {Tablet} tablet */
  died({ name, disk, world }) {
    // Its page said that it cannot keep notes. What the café had from its memory stands on the disk as
    // typed, and is offered again: rather twice in sight than lost.
    if (disk.failed.size) {
      for (const one of this.notes.values())
        if (one.tablet === name && (one.entered ?? one.at) >= disk.wellAt) one.offeredAgain = true;
      this.unkept.push({ tablet: name, from: disk.wellAt, to: world.now });
    }
    const all = [...this.notes.values(), ...this.edits, ...this.strikes, ...this.mains];
    for (const one of all) if (one.tablet === name && one.at >= disk.wellAt) one.lost = true;
  }
}

export class Host {
  /** @param {World} world @param {Tablet} tablet @param {Memory} memory @param {() => string} base */
  constructor(world, tablet, memory, base) {
    Object.assign(this, { world, tablet, memory, base });
    this.world = world;
    this.tablet = tablet;
    this.memory = memory;
    this.base = base;
    this.number = 0;
    this.words = 0;
  }

  act() {
    const { tablet, world } = this;
    if (tablet.page?.gone()) return this.again("the new link", false);
    if (!tablet.ready()) return;
    const what = this.number ? world.chance.weighed(ACTS) : "add";
    world.tell(what, tablet.name);
    if (what === "add") this.add(1);
    else if (what === "paste") this.add(world.chance.between(3, 8));
    else if (what === "half a note") this.type(1);
    else if (what === "edit") this.edit();
    else if (what === "strike") this.strike();
    else if (what === "statement") this.main();
    else if (what === "reload") this.again("", false);
    else if (what === "browser killed") this.again("", true);
    else if (what === "clock jumps") world.skew += world.chance.pick([-1, 1]) * 86_400_000;
    else this.trouble(what === "full disk" ? "full" : "slow");
  }

  /** The page ends, and opens at the link that holds now. @param {string} why @param {boolean} dies */
  again(why, dies) {
    const { tablet, world, memory } = this;
    if (why) world.tell(why, tablet.name);
    // Who is told that the browser cannot keep notes leaves the page open.
    if (!dies && tablet.disk.failed.size) return;
    memory.died(tablet);
    tablet.close(dies);
    world.after(world.chance.between(50, 3000), () => tablet.open(this.base()));
  }

  /** @param {"slow" | "full"} how */
  trouble(how) {
    const { disk } = this.tablet;
    disk[how] = true;
    this.world.after(this.world.chance.between(500, 6000), () => {
      disk[how] = false;
      this.world.after(TRIED_AGAIN_MS, () => disk.looked(TRIED_AGAIN_MS));
    });
  }

  /** New lines below what stands in the field, letter by letter or at once. @param {number} count */
  type(count) {
    const { note } = this.here();
    for (let line = 0; line < count; line++) {
      const name = `${this.tablet.name}${++this.number}`;
      const text = `${name}. tanke`;
      const before = note.text() && `${note.text()}\n`;
      note.type(`${before}${name}. t`);
      note.type(`${before}${text}`);
      const said = { text, at: this.world.now, lost: false, seq: 0, tablet: this.tablet.name };
      this.memory.notes.set(name, said);
    }
  }

  /** Typed, and after a while Enter; sometimes more at once behind it, or the end. @param {number} count */
  add(count) {
    const { chance } = this.world;
    this.type(count);
    this.soon(chance.between(0, 900), () => {
      this.enter();
      if (chance.odds(0.5)) this.type(1);
      if (chance.odds(0.5)) this.enter();
      if (chance.odds(0.1))
        this.soon(chance.between(0, 20), () => this.again("browser killed", true));
    });
  }

  /** @param {number} ms @param {() => void} work  if the same page is still there */
  soon(ms, work) {
    const { life } = this.tablet;
    this.world.after(ms, () => life.alive && work());
  }

  enter() {
    const { note } = this.here();
    const lines = linesOf(note.text());
    for (const line of lines) {
      const said = this.memory.notes.get(nameOf(line));
      if (said) Object.assign(said, { seq: ++this.memory.seq, entered: this.world.now });
    }
    const kind = /** @type {const} */ ("statement");
    note.add(lines.map((text) => newNote({ text: text.trim(), kind, part: null, round: 0 })));
  }

  edit() {
    const { tablet, world, memory } = this;
    const page = this.here();
    const card = this.some();
    if (!card) return;
    const text = `${nameOf(card.text)}. ${tablet.name}${++this.words}`;
    const draft = page.draftOf(card.id);
    draft.keep(JSON.stringify({ was: card.text, text }));
    if (world.chance.odds(0.1))
      draft.clear(); // thought better of it
    else {
      memory.edits.push({ thing: card.id, text, tablet: tablet.name, at: world.now, lost: false });
      const entry = editNote(card.id, card.text, { text, kind: "statement", part: null });
      draft.hand(page.change, (entries) => put(entries, entry));
    }
  }

  strike() {
    const { tablet, world, memory } = this;
    const card = this.some();
    if (!card) return;
    const did = { thing: card.id, text: "", tablet: tablet.name, at: world.now, lost: false };
    memory.strikes.push({ ...did, struck: !card.struck });
    this.here().put(strikeNote(card.id, card.text, !card.struck));
  }

  main() {
    const { tablet, world, memory } = this;
    const { main, statement } = this.here();
    if (statement().refusal) return; // two versions: that is for people to settle
    const text = `Main ${tablet.name}${++this.words}`;
    main.type(text);
    main.save();
    memory.mains.push({ thing: "main", text, tablet: tablet.name, at: world.now, lost: false });
    if (world.chance.odds(0.4)) {
      main.type(`${text}+`);
      main.save();
      memory.mains.push({
        thing: "main",
        text: `${text}+`,
        tablet: tablet.name,
        at: world.now,
        lost: false,
      });
    }
  }

  /** A note in sight that nobody has refused. */
  some() {
    const all = this.here()
      .cards()
      .filter(({ refusal, status, text }) => !refusal && status !== "left" && nameOf(text));
    return all.length ? this.world.chance.pick(all) : undefined;
  }

  here() {
    return /** @type {import("./tablet.mjs").Page} */ (this.tablet.page);
  }
}

/** The name of a note. @param {string} text */
export function nameOf(text) {
  return /^([A-Z]+\d+)\./.exec(text)?.[1] ?? "";
}
