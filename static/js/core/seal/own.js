// What this device typed, as a chain of its own: it keeps the leaves of its own changes, so that it is
// a witness that needs nobody's word.

import { attempt } from "../attempt.js";
import { chain, leafOf } from "./leaf.js";

/** @typedef {import("./leaf.js").Line} Line */
/**
 * @typedef {object} Kept
 * @property {Record<number, string>} leaves  by the numbers of their changes
 * @property {string[]} strange  what was typed, where the café's record of it is another
 * @property {Record<string, string>} [of]  what each of those was about
 */

/**
 * @param {string} name  under which the device keeps what is typed here
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 */
export function openOwn(name, storage = localStorage) {
  const at = `seal:${name}`;
  /** @returns {Kept} */
  const read = () => ({
    leaves: {},
    strange: [],
    ...(attempt(() => JSON.parse(storage.getItem(at) ?? "{}")) ?? {}),
  });
  // Pages that cannot keep it have it as long as they are open.
  let kept = read();

  /** @param {(kept: Kept) => Kept} how */
  function change(how) {
    const there = read(); // another page of the table may have been answered meanwhile
    kept = how({
      leaves: { ...kept.leaves, ...there.leaves },
      strange: [...new Set([...there.strange, ...kept.strange])],
      of: { ...kept.of, ...there.of },
    });
    attempt(() => storage.setItem(at, JSON.stringify(kept)));
  }

  return {
    /**
     * The café has it. Its record must be of what was typed, and its leaf the one that follows.
     * @param {{path: string, body: Record<string, any>}} entry
     * @param {{line?: Line}} answer
     * @returns {boolean} whether it is as it must be, or nothing is sealed yet
     */
    answered({ path, body }, { line }) {
      if (!line || !body.salt) return true;
      const right = leafOf(body.salt, line) === line.leaf && says(line, path, body);
      change(({ leaves, strange, of }) =>
        right
          ? { leaves: { ...leaves, [line.n]: line.leaf }, strange, of }
          : {
              leaves,
              strange: [...new Set([...strange, typedIn(body)])],
              of: { ...of, [typedIn(body)]: body.id ?? path },
            },
      );
      return right;
    },
    /** Something was erased for good: words that were about it are kept no more. @param {Set<string>} roots */
    forget(roots) {
      if (!kept.strange.length && !read().strange.length) return;
      change(({ leaves, strange, of = {} }) => {
        const stays = strange.filter((one) => !of[one]?.split("/").some((part) => roots.has(part)));
        return {
          leaves,
          strange: stays,
          of: Object.fromEntries(stays.map((one) => [one, of[one] ?? ""])),
        };
      });
    },
    /** What the café recorded otherwise than it was typed here. */
    strange: () => kept.strange,
    /** The person has seen it, and has the words elsewhere. */
    seen() {
      kept = { ...read(), strange: [], of: {} };
      attempt(() => storage.setItem(at, JSON.stringify(kept)));
    },
    /** The numbers of its changes ("14-20,23"), how many, and the chain's value; null: none yet. */
    seal() {
      const numbers = Object.keys(kept.leaves).map(Number);
      numbers.sort((a, b) => a - b);
      if (!numbers.length) return null;
      const value = chain(numbers.map((n) => kept.leaves[n]));
      return { numbers: ranges(numbers), count: numbers.length, value };
    },
  };
}

/** Whether the line has the words of a note as they were sent. @param {Line} line @param {string} path @param {Record<string, any>} body */
function says({ item }, path, { text }) {
  const note = /^notes(\/[0-9a-f-]+)?$/.test(path) && typeof text === "string";
  return !note || item?.text === undefined || item.text === text;
}

/** @param {Record<string, any>} body */
function typedIn({ text, names, elaborations, answer }) {
  return [text ?? names ?? elaborations ?? answer ?? ""].flat().join("\n");
}

/** @param {number[]} numbers  in order @returns {string} */
function ranges(numbers) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const n of numbers) {
    const last = spans.at(-1);
    if (last?.[1] === n - 1) last[1] = n;
    else spans.push([n, n]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
