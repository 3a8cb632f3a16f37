// One tablet at the table, and the page on it: the product's own outbox, drafts, row and field
// pieces, wired as table/page.js wires them. Only the drawing is left out.

import { Problem, send } from "../../../static/js/core/http.js";
import { empty, fromSnapshot } from "../../../static/js/core/live/store.js";
import { draftsIn } from "../../../static/js/core/offline/drafts.js";
import {
  again,
  isDeadLink,
  next,
  put,
  throughNewLink,
} from "../../../static/js/core/offline/entries.js";
import { adding, replacing } from "../../../static/js/core/offline/field_words.js";
import { openOutbox } from "../../../static/js/core/offline/outbox.js";
import { openRow } from "../../../static/js/core/offline/outbox_row.js";
import { setWords } from "../../../static/js/table/commands.js";
import { cards, wordsSeen } from "../../../static/js/table/model.js";
import { Disk } from "./disk.mjs";

const NAME = "w:1"; // of the table, for row and drafts
const LOOKS_DOWN_MS = 4000;
const LOOKS_UP_MS = 15_000;

/** @typedef {import("./world.mjs").World} World */
/** @typedef {Awaited<ReturnType<typeof openPage>>} Page */

export class Tablet {
  /** @param {World} world @param {string} name @param {number} table  its id */
  constructor(world, name, table) {
    this.world = world;
    this.name = name;
    this.table = table;
    this.disk = new Disk(world);
    /** @type {Page | null} */
    this.page = null;
    this.base = "";
    this.life = { alive: false };
  }

  /** @param {string} base */
  open(base) {
    this.base = base;
    const life = { alive: true };
    this.life = life;
    this.world.during(life, openPage(this, base, life)).then((page) => {
      this.page = page;
    });
  }

  /** Whether somebody can work on it now. */
  ready() {
    return Boolean(this.life.alive && this.page?.shown());
  }

  /** The page is loaded anew; `dies`: the whole browser ended and came back. @param {boolean} dies */
  close(dies) {
    this.life.alive = false;
    this.page = null;
    this.disk.drop();
    if (dies) this.disk.storage.kill();
  }
}

/**
 * @param {Tablet} tablet
 * @param {string} base
 * @param {import("./world.mjs").Life} life
 */
async function openPage({ world, disk: device, name, table }, base, life) {
  const disk = device.of(life);
  const later = (/** @type {() => void} */ work, /** @type {number} */ ms) =>
    world.after(ms, () => life.alive && work());
  const { openDrafts, draft } = draftsIn({ disk, storage: () => device.storage.of(life), later });
  let state = empty();
  let online = true;
  let gone = false;
  /** @type {Map<any, any>} */
  const fresh = new Map();
  const ask = (/** @type {[string, string, unknown?]} */ ...asked) =>
    world.during(life, send(...asked));

  await world.during(life, openDrafts(NAME));
  const outbox = openOutbox({
    row: await world.during(life, openRow(NAME, disk, later)),
    base,
    send: ask,
    onChange() {},
    onAnswer(_entry, { late, ...thing }) {
      const answer = late ? { ...late, ...thing } : thing;
      fresh.set(answer.id, answer);
    },
    onRefused(refusal) {
      world.tell("refused", `${name} ${refusal.status} ${refusal.where}`);
      if (isDeadLink(refusal)) look();
    },
    pause: world.pauses(life),
  });
  const { change } = outbox;
  const seen = () => ({
    state,
    table,
    entries: outbox.entries(),
    sending: outbox.sending(),
    fresh,
  });

  // The connection, as core/live/connection.js looks when there is no socket; news comes by the next look.
  const look = async () => {
    if (gone) return;
    try {
      onState(fromSnapshot(await ask("GET", `${base}/snapshot`)));
      if (!online) outbox.nudge();
      online = true;
    } catch (error) {
      online = false;
      if (!(error instanceof Problem && isDeadLink(error))) return;
      gone = true;
      outbox.stop();
    }
  };
  const onState = (/** @type {typeof state} */ told) => {
    const opened = told.workshop?.stage !== state.workshop?.stage;
    if (told.revision >= state.revision) state = told;
    for (const [id, answer] of fresh) if (answer.revision <= state.revision) fresh.delete(id);
    if (opened) change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
  };

  const statement = () => wordsSeen(seen(), "main-statement");
  const page = {
    note: adding({ draft: draft(`${NAME}:note`), change }),
    main: replacing({
      draft: draft(`${NAME}:main-statement`),
      change,
      entryOf: (was, text) => setWords("main-statement", was, text),
      now: () => statement().text,
      base: () => {
        const { text, refusal } = statement();
        return refusal ? (refusal.refusal?.now?.main_statement ?? refusal.body.was ?? "") : text;
      },
    }),
    draftOf: (/** @type {string} */ id) => draft(`${NAME}:edit:${id}`),
    change,
    put: (/** @type {import("../../../static/js/core/offline/entries.js").Entry} */ entry) =>
      change((entries) => put(entries, entry)),
    entries: outbox.entries,
    durable: outbox.durable,
    waits: () => Boolean(next(outbox.entries())),
    cards: () => cards(seen()),
    statement,
    gone: () => gone,
    /** Until the first picture has come there is nothing to type in. */
    shown: () => state.workshop !== null,
    nudge: () => outbox.nudge(),
  };
  keepLooking(look, () => world.pauses(life)(about(world, online), new Promise(() => {})));
  change((entries) => throughNewLink(entries, base));
  return page;
}

/** @param {() => Promise<void>} look @param {() => Promise<void>} pause */
async function keepLooking(look, pause) {
  for (;;) {
    await look();
    await pause();
  }
}

/** When it looks again. @param {import("./world.mjs").World} world @param {boolean} online */
function about({ chance }, online) {
  return (online ? LOOKS_UP_MS : LOOKS_DOWN_MS) * (0.75 + chance.next() / 2);
}
