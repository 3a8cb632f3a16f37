/**
 * Files and versions made in the background: how far each is, a way to stop it, and what was made.
 * Without this script the same links and buttons do the same, only slower to answer.
 *
 * @typedef {import("../../job/following.js").Status} Status
 * @typedef {{id: string, name: string, address: string, body: Record<string, string>, file: string, taken: boolean}} Row
 *   `file` is where to fetch it when ready, "" for a version; kept while the tab is open, so that a
 *   reload finds it again
 */
import { attempt } from "../../core/attempt.js";
import { frames } from "../../core/frames.js";
import { send } from "../../core/http.js";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { follow, missed, underWay } from "../../job/following.js";
import { drawJobs } from "./jobs_view.js";

const SAY_MS = 10_000;

/**
 * @param {string} workshop
 * @param {{kept(): void}} page `kept` when there is a new version
 */
export function jobs(workshop, { kept }) {
  const base = `/w/${encodeURIComponent(workshop)}/report`;
  const name = `makings:${workshop}`;
  /** @type {Row[]} */
  let rows = remembered(name);
  /** @type {Map<string, Status>} */
  const statuses = new Map();

  const keep = () => {
    attempt(() => sessionStorage.setItem(name, JSON.stringify(rows)));
    soon();
  };
  /** @param {Row} row */
  const drop = (row) => {
    rows = rows.filter((one) => one !== row);
    statuses.delete(row.id);
    keep();
  };

  /** @param {Row} row */
  const start = async (row) => {
    const stands = (/** @type {Row} */ one) =>
      one.name !== row.name || underWay(statuses.get(one.id));
    rows = [...rows.filter(stands), row];
    statuses.set(row.id, waiting(t("Asked for")));
    say(t("%(name)s is being made.", { name: row.name }));
    keep();
    try {
      hear(row, await send("POST", row.address, { act: row.id, ...row.body }));
      await watch(row);
    } catch (error) {
      statuses.set(row.id, { ...waiting(""), ...missed(error), state: "failed" });
      keep();
    }
  };

  /** @param {Row} row */
  const watch = async (row) => {
    let told = performance.now();
    await follow({
      first: statuses.get(row.id) ?? waiting(""),
      ask: () => send("GET", `${base}/makings/${row.id}`),
      wanted: () => rows.includes(row) && underWay(statuses.get(row.id)),
      hear(now) {
        hear(row, now);
        if (performance.now() - told < SAY_MS) return;
        told = performance.now();
        say(`${row.name}: ${now.words}`);
      },
    });
  };

  /** @param {Row} row @param {Status} now */
  const hear = (row, now) => {
    statuses.set(row.id, now);
    if (now.state === "ready" && !row.taken) {
      row.taken = true;
      if (row.file) fetchFile(row.file);
      else kept();
    }
    if (!underWay(now)) say(`${row.name}: ${now.words}`);
    keep();
    if (now.state === "cancelled" || (now.state === "ready" && !row.file)) drop(row);
  };

  /** @param {Row} row */
  const stop = async (row) => {
    try {
      hear(row, await send("DELETE", `${base}/makings/${row.id}`));
    } catch (error) {
      statuses.set(row.id, { ...(statuses.get(row.id) ?? waiting("")), ...missed(error) });
      soon();
    }
  };
  /** @param {Row} row */
  const again = (row) => {
    drop(row);
    const id = uuid();
    void start({ ...row, id, file: row.file.replace(row.id, id), taken: false });
  };

  const handlers = { stop, again, drop };
  const draw = () => drawJobs(rows, (row) => statuses.get(row.id) ?? waiting(""), handlers);
  const soon = frames(document.body, draw);
  listen(base, (row) => void start({ ...row, taken: false }));
  draw();
  for (const row of rows) {
    statuses.set(row.id, waiting(""));
    void watch(row);
  }
}

/**
 * What the links and buttons of the page ask for.
 * @param {string} base @param {(row: Omit<Row, "taken">) => void} start
 */
function listen(base, start) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-format]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    event.preventDefault();
    const [id, format] = [uuid(), link.dataset.format ?? ""];
    const file = `${base}/makings/${id}/file.${format}`;
    const name = link.textContent?.trim() ?? format;
    start({ id, name, address: `${base}/makings`, body: { format }, file });
  });
  document.getElementById("keep")?.addEventListener("submit", (event) => {
    const button = /** @type {SubmitEvent} */ (event).submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const body = { kind: button.value };
    const name = button.dataset.name ?? "";
    start({ id: uuid(), name, address: `${base}/versions`, body, file: "" });
  });
}

/** @param {string} words @returns {Status} */
function waiting(words) {
  return { state: "waiting", done: 0, of: 0, words };
}

/** The browser's own download. @param {string} address */
function fetchFile(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

/** @param {string} name @returns {Row[]} */
function remembered(name) {
  return attempt(() => JSON.parse(sessionStorage.getItem(name) ?? "[]")) ?? [];
}
