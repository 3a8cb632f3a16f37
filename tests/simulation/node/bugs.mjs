// Bugs that a simulation must find, each planted by changing the product's own source as it is loaded.

const OUTBOX = "core/offline/outbox.js";
const ENTRIES = "core/offline/entries.js";
const ROW = "core/offline/outbox_row.js";
const DRAFTS = "core/offline/drafts.js";
const WORDS = "core/offline/field_words.js";

/** @type {Record<string, {file: string, from: string, to: string}>} */
export const BUGS = {
  // As it was until November 2026: lines go one by one, from a list that the next Enter replaces.
  "shared pending": {
    file: WORDS,
    from: `    add(made) {
      text = "";
      return draft.hand(change, (entries) => made.reduce(put, entries));
    },`,
    to: `    async add(made) {
      globalThis.pending = made.map(({ body }) => body.text);
      text = "";
      for (const one of made) {
        await change((entries) => put(entries, one));
        globalThis.pending.shift();
        draft.keep([...globalThis.pending, text].filter(Boolean).join("\\n"));
      }
    },`,
  },
  "cleared too early": {
    file: DRAFTS,
    from: 'lay(name, { n, text: "", page, away: [...away, { n, text, page }] });',
    to: 'lay(name, { n, text: "", page, away });',
  },
  "cleared by another transaction": {
    file: DRAFTS,
    from: "await change(how, { name: takenOf(name), how: add, kept });",
    to: "await change(how);\n          kept();",
  },
  "numbered by the clock": {
    file: DRAFTS,
    from: "lay(name, { n: n + 1, text, page, away });",
    to: "lay(name, { n: Date.now(), text, page, away });",
  },
  "a new id for each try": {
    file: OUTBOX,
    from: "const body = { ...fresh.body, act: fresh.act };",
    to: "const body = { ...fresh.body, act: fresh.act };\n      if (body.id) body.id = crypto.randomUUID();",
  },
  "a stranger's word for the café's": {
    file: "core/http.js",
    from: "if (response.headers.get(MARK) === null)",
    to: "if (response.headers.get(MARK) === undefined)",
  },
  "waits for ever longer": {
    file: OUTBOX,
    from: "const LONGEST_WAIT_MS = 8_000;",
    to: "const LONGEST_WAIT_MS = 900_000;",
  },
  "waits for an answer for ever": {
    file: "core/offline/waking.js",
    from: "if (first === TIRED) throw",
    to: "if (first === TIRED) return answer;\n      if (first === TIRED) throw",
  },
  "gives up when nobody answers": {
    file: OUTBOX,
    from: "await later(error instanceof Problem ? error.after : 0);",
    to: "stopped = true;",
  },
  "an answer takes away what follows": {
    file: ENTRIES,
    from: "return entries.filter((entry) => entry.act !== act);",
    to: "const { thing } = entries.find((entry) => entry.act === act) ?? {};\n  return entries.filter((entry) => entry.thing !== thing);",
  },
  "changed after it left": {
    file: ENTRIES,
    from: "if (mayHaveArrived(earlier)) return null;",
    to: "",
  },
  "the last first": {
    file: ENTRIES,
    from: "return entries.find((entry) => {",
    to: "return [...entries].reverse().find((entry) => {",
  },
  "the new link forgotten": {
    file: ENTRIES,
    from: "isDeadLink(refusal) && refusal?.door !== base",
    to: "refusal?.status === 402 && refusal?.door !== base",
  },
  "a full disk for good": {
    file: ROW,
    from: "if (!unkept) tryAgain();",
    to: "disk.change = () => Promise.reject(new Error());",
  },
};

/** @param {string} name */
export function plant(name) {
  const bug = BUGS[name];
  if (!bug) throw new Error(`no bug called ${name}`);
  return {
    load: (/** @type {string} */ url, /** @type {any} */ context, /** @type {any} */ next) => {
      const loaded = next(url, context);
      if (!url.endsWith(bug.file)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(bug.from))
        throw new Error(`${bug.file} has changed: plant ${name} anew`);
      return { ...loaded, source: source.replace(bug.from, () => bug.to) };
    },
  };
}
