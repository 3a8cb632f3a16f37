// To the café, which is another process at the other end of two pipes: one line there, one line back.

import { readSync, writeSync } from "node:fs";

/** @typedef {{base: string, table: number, token: string}} Base */

export class Bridge {
  constructor() {
    this.rest = "";
    this.buffer = Buffer.alloc(1 << 16);
    this.decoder = new TextDecoder();
  }

  /** @param {Record<string, unknown>} asked @returns {any} */
  ask(asked) {
    writeSync(1, `${JSON.stringify(asked)}\n`);
    let end = this.rest.indexOf("\n");
    while (end < 0) {
      const count = readSync(0, this.buffer);
      if (!count) throw new Error("the café is gone");
      this.rest += this.decoder.decode(this.buffer.subarray(0, count), { stream: true });
      end = this.rest.indexOf("\n");
    }
    const line = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + 1);
    return JSON.parse(line);
  }

  /** The café as it was at first. @returns {Base} */
  begin() {
    return this.ask({ do: "begin" });
  }

  /** @param {object} request  `dies`: the server ends before its commit */
  request(request) {
    return this.ask({ do: "request", ...request });
  }

  /** @param {string} what  a stage, or "renew" @returns {Base} */
  organise(what) {
    return this.ask({ do: "organise", what });
  }

  /** What the café holds. */
  tell() {
    return this.ask({ do: "tell" });
  }
}
