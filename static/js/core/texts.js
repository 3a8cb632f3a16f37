// The texts of the page's language. Message ids are English, so a missing one still reads well.

/** @typedef {Record<string, string | number>} Values */

/** @type {Record<string, string | [string, string]> | undefined} */
let catalogue;

/** Read from `<script type="application/json" id="texts">`, where there is a page. */
function texts() {
  const block = globalThis.document?.getElementById("texts");
  catalogue ??= JSON.parse(block?.textContent || "{}");
  return /** @type {Record<string, string | [string, string]>} */ (catalogue);
}

/**
 * `message` in the page's language, with its %(name)s filled.
 * @param {string} message
 * @param {Values} [values]
 */
export function t(message, values) {
  const found = texts()[message];
  return fill((Array.isArray(found) ? found[0] : found) ?? message, values);
}

/**
 * The right plural for `count`, which fills %(count)s. All our languages have one and many.
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Values} [values]
 */
export function n(one, many, count, values) {
  const found = texts()[one];
  const [single, plural] = Array.isArray(found) ? found : [one, many];
  return fill(count === 1 ? single : plural, { count, ...values });
}

/**
 * @param {string} text
 * @param {Values} [values]
 */
function fill(text, values) {
  if (!values) return text;
  return text.replace(/%\((\w+)\)s|%%/g, (all, name) =>
    name === undefined ? "%" : isolated(String(values[name] ?? all)),
  );
}

// The blocks of writing from right to left, and every mark that turns what follows it.
const TURNS =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * People's words so that they turn nothing beside them around; as they are when they turn nothing.
 * The server's half says more: cafe/core/lines.py.
 * @param {string} text
 */
export function isolated(text) {
  if (!TURNS.test(text)) return text;
  let opened = 0;
  let strays = 0;
  for (const mark of text.match(/[\u2066-\u2069]/g) ?? []) {
    if (mark !== "\u2069") opened += 1;
    else if (opened) opened -= 1;
    else strays += 1;
  }
  return "\u2068".repeat(1 + strays) + text + "\u2069".repeat(1 + opened);
}
