// The disk of one tablet, as browsers promise it. IndexedDB: transactions in order, all or nothing,
// on the disk when they are resolved; what was under way when the browser died may be there or not.
// localStorage: there at once, on the disk seconds later, and gone with a browser that is killed.

/**
 * @typedef {import("./world.mjs").World} World
 * @typedef {import("./world.mjs").Life} Life
 * @typedef {{life: Life, kind: "read" | "put" | "change", work: () => any, resolve: (value: any) => void,
 *   reject: (error: any) => void}} Op
 */

export class Disk {
  /** @param {World} world */
  constructor(world) {
    this.world = world;
    /** @type {Map<string, string>} */
    this.rows = new Map();
    /** @type {Op[]} */
    this.row = [];
    this.slow = false;
    this.full = false;
    this.refusedAt = Number.NEGATIVE_INFINITY;
    /** Kinds of writing that failed last: what the page holds is not all here. @type {Set<string>} */
    this.failed = new Set();
    /** When all that the page had asked for was here. */
    this.wellAt = -1;
    this.storage = new LocalStorage(world, this);
  }

  /** What a page sees. @param {Life} life @returns {import("../../../static/js/core/offline/disk.js").Disk} */
  of(life) {
    const ask = (/** @type {Op["kind"]} */ kind, /** @type {() => any} */ work) =>
      new Promise((resolve, reject) => this.add({ life, kind, work, resolve, reject }));
    const read = (/** @type {string} */ name) => {
      const found = this.rows.get(name);
      return found === undefined ? undefined : JSON.parse(found);
    };
    const lay = (/** @type {[string, any][]} */ fresh) => {
      for (const [name, row] of fresh) this.rows.set(name, JSON.stringify(row));
    };
    return {
      get: (name) => ask("read", () => read(name)),
      list: (prefix) =>
        ask("read", () =>
          [...this.rows.keys()]
            .filter((name) => name.startsWith(prefix))
            .map((name) => [name, read(name)]),
        ),
      put(rows) {
        const copy = JSON.stringify([...rows]); // as it is now, whatever becomes of it
        return ask("put", () => lay(JSON.parse(copy)));
      },
      change: (steps) =>
        ask("change", () => {
          const fresh = steps.map(({ name, how }) => how(read(name)));
          lay(steps.map(({ name }, index) => [name, fresh[index]]));
          return JSON.parse(JSON.stringify(fresh));
        }),
    };
  }

  /** @param {Op} op */
  add(op) {
    if (!op.life.alive) return;
    this.row.push(op);
    if (this.row.length === 1) this.begin();
  }

  begin() {
    const { chance } = this.world;
    const op = this.row[0];
    const takes = this.slow ? chance.between(100, 1200) : chance.between(1, 9);
    this.world.after(takes, () => this.row[0] === op && op && this.end(op));
  }

  /** @param {Op} op */
  end(op) {
    this.row.shift();
    if (this.full && op.kind !== "read") {
      this.world.tell("disk full");
      this.failed.add(op.kind);
      this.refusedAt = this.world.now;
      op.reject(new DOMException("full", "QuotaExceededError"));
    } else {
      // A connection that broke at the last moment: the page asks once more what was done already.
      if (op.kind === "change" && this.world.chance.odds(0.01)) {
        this.world.tell("disk asked twice");
        op.work();
      }
      this.failed.delete(op.kind);
      op.resolve(op.work());
    }
    if (this.row.length) this.begin();
    else this.world.after(0, () => this.look());
  }

  /** Nothing is under way, also after what followed from the last. */
  look() {
    if (!this.row.length && !this.failed.size) this.wellAt = this.world.now;
  }

  /** If it has had room for so long, what failed must have been done since. @param {number} ms */
  looked(ms) {
    if (this.full || this.world.now - this.refusedAt < ms) return;
    this.failed.clear();
    this.look();
  }

  /** The page is gone; of what it had asked for the first so many were done. */
  drop() {
    const asked = this.row.splice(0);
    const done = this.full ? 0 : this.world.chance.between(0, asked.length);
    for (const { work } of asked.slice(0, done)) work();
    this.failed.clear();
  }
}

class LocalStorage {
  /** @param {World} world @param {Disk} disk */
  constructor(world, disk) {
    this.world = world;
    this.disk = disk;
    /** @type {Map<string, string>} */
    this.rows = new Map();
    /** @type {Map<string, string>} what a killed browser finds again */
    this.flushed = new Map();
    this.flushing = false;
  }

  /** @param {Life} life */
  of(life) {
    return {
      getItem: (/** @type {string} */ name) => this.rows.get(name) ?? null,
      setItem: (/** @type {string} */ name, /** @type {string} */ text) => {
        if (this.disk.full) throw new DOMException("full", "QuotaExceededError");
        if (life.alive) this.set(name, text);
      },
      removeItem: (/** @type {string} */ name) => {
        if (life.alive) this.set(name, null);
      },
    };
  }

  /** @param {string} name @param {string | null} text */
  set(name, text) {
    if (text === null) this.rows.delete(name);
    else this.rows.set(name, text);
    if (this.flushing) return;
    this.flushing = true;
    this.world.after(this.world.chance.between(20, 5000), () => {
      this.flushing = false;
      this.flushed = new Map(this.rows);
    });
  }

  kill() {
    this.rows = new Map(this.flushed);
  }
}
