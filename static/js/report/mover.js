/** Headings and sentences that go elsewhere in the paper, by hand or by keys. */
import { t } from "../core/texts.js";
import { turns } from "../core/turns.js";
import { dropped, stepped } from "./order.js";
import { elementsOf, outline } from "./pieces.js";

/**
 * @typedef {Pick<ReturnType<typeof import("../sort/commands/runner.js").runner>, "run"|"tell">} Runner
 * @param {{paper: HTMLElement, run: Runner, refresh(): Promise<void>, go(key: string): void}} page
 *   `go` brings the focus to what went
 */
export function mover({ paper, run, refresh, go }) {
  const inTurn = turns();

  /** @param {import("./order.js").Command} command @param {string} key what goes */
  const move = async (command, key) => {
    if (await run.run(command, t("Moved."))) await refresh();
    go(key);
  };
  /** @param {string} key @param {boolean} up */
  const shift = async (key, up) => {
    const [kind, id = ""] = key.split(":");
    const element = elementsOf(paper, key)[0];
    if (!element || (kind !== "heading" && kind !== "entry")) return;
    const command = stepped(outline(element), kind, id, up);
    if (command) await move(command, key);
    else run.tell(t("It cannot go further that way."));
  };

  return {
    /** The next key counts from where the first has led. @param {string} key @param {boolean} up */
    shift: (key, up) => void inTurn(() => shift(key, up)),
    /** @type {Parameters<typeof import("./drag.js").draggable>[1]["onDrop"]} */
    drop(element, thing, at) {
      const command = dropped(outline(element), thing, at);
      if (command) void move(command, `${thing.kind}:${thing.id}`);
    },
  };
}
