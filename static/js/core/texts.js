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
    name === undefined ? "%" : String(values[name] ?? all),
  );
}
