// Writing by HTTP. Only an answer with our own mark counts: on a bad Wi-Fi somebody else may answer,
// also with JSON.

import { t } from "./texts.js";

/** How long a try may go without an answer; then the same may be sent again. */
export const PATIENCE_MS = 20_000;
/** How long nothing at all may come of what is only read. */
export const SILENCE_MS = 8_000;
/**
 * What ends a `fetch` after so long; older tablets have no `AbortSignal.timeout`.
 * @param {number} ms
 */
export function endsIn(ms) {
  const ended = new AbortController();
  setTimeout(() => ended.abort(), ms);
  return ended.signal;
}

/** The café's own answers carry it. */
export const MARK = "Dialogkafe";
const UPLOAD_PATIENCE_MS = 120_000;
const STALE_FORM = "/problems/stale-form";

/** The café's own refusal or failure, in words for the person. */
export class Problem extends Error {
  /**
   * @param {{status: number, type: string, title: string, where: string | null, now: any,
   *   meanwhile?: any, mended?: any}} body `meanwhile`: what somebody else did to it; `mended`: what
   *   could be sent instead
   * @param {number} [after]  in how many seconds the same may be tried again, 0: not said
   */
  constructor({ status, type, title, where, now, meanwhile = null, mended = null }, after = 0) {
    super(title);
    this.status = status;
    this.type = type;
    this.title = title;
    this.where = where;
    this.now = now;
    this.after = after;
    this.meanwhile = meanwhile;
    this.mended = mended;
  }
}

/** Nobody answered, or somebody who is not the café: try again later. */
export class Offline extends Error {}

/**
 * True when trying again cannot help. Else it is the network, a restart or too much at once.
 * @param {unknown} error
 */
export function isRefusal(error) {
  if (!(error instanceof Problem)) return false;
  // Who is logged out logs in again, and it goes.
  const passing = [401, 408, 429].includes(error.status) || error.status >= 500;
  return !passing && error.type !== "/problems/stale-form";
}

/** @type {string | undefined} */
let csrf;

/**
 * Send `body` (JSON, or FormData as it is) and return the café's answer.
 * Throws Problem when the café said no, Offline when there was no answer from it.
 * @param {string} method
 * @param {string} url
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function send(method, url, body) {
  try {
    return await once(method, url, body);
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== STALE_FORM) throw error;
    csrf = (await once("GET", "/csrf")).token;
    return once(method, url, body);
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {unknown} [body]
 */
async function once(method, url, body) {
  const form = body instanceof FormData;
  const ended = new AbortController();
  const within = (/** @type {number} */ ms) => setTimeout(() => ended.abort(), ms);
  const patience = within(form ? UPLOAD_PATIENCE_MS : PATIENCE_MS);
  const silence = method === "GET" ? within(SILENCE_MS) : undefined;
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const account = document.body?.dataset.account;
  if (account) headers.Account = account; // somebody else may have logged in here meanwhile
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  const content = body === undefined || form ? body : JSON.stringify(body);
  try {
    const response = await fetch(url, { method, headers, body: content, signal: ended.signal });
    clearTimeout(silence);
    return await read(response);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Offline(t("The café does not answer."), { cause: error });
  } finally {
    clearTimeout(patience);
    clearTimeout(silence);
  }
}

function token() {
  csrf ??= document.querySelector("meta[name=csrf]")?.getAttribute("content") ?? "";
  return csrf;
}

/** @param {Response} response */
async function read(response) {
  const kind = response.headers.get("Content-Type") ?? "";
  if (response.headers.get(MARK) === null)
    throw new Offline(`not ours: ${response.status} ${kind}`);
  if (kind.startsWith("application/problem+json")) {
    const after = Number(response.headers.get("Retry-After"));
    throw new Problem(await response.json(), Number.isFinite(after) ? after : 0);
  }
  if (!response.ok || !kind.startsWith("application/json")) {
    throw new Offline(`${response.status} ${kind}`);
  }
  return response.json();
}
