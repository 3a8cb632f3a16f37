// On every page of somebody who is logged in: what is typed in a form that the server draws is kept on
// this device until the café has taken it, under the account, and stands there again when that account
// comes back: after a login that ended, a page closed by mistake, a café that did not answer
// (WCAG 2.2, 2.2.5 Re-authenticating). Pages that a script draws keep what is typed themselves.

import { attempt } from "../core/attempt.js";
import { send } from "../core/http.js";
import { draft, mendDrafts, openDrafts } from "../core/offline/drafts.js";
import { cafeOf, hearing } from "../core/offline/erased.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { fieldsOf, firstOf, isField, isKept, keyOf, nameOf, put, standsIn } from "./fields.js";

/** @typedef {import("./fields.js").Field} Field */
/** @typedef {{was: string, now: string}} Typed  `was`: what the page came with when it was typed */
/** @typedef {{id: string, fields: Record<string, Typed>}} Kept  `id`: the café says it when it has it */

const TAKEN = "kafe-taken";
const prefix = `form:${document.body.dataset.account}:`;
/** What is typed on this page, by form. @type {Map<string, Kept>} */
const here = new Map();
/** @type {WeakSet<Field>} */
const touched = new WeakSet();
/** Forms that have got back what was typed in them. @type {WeakSet<HTMLFormElement>} */
const met = new WeakSet();

/** What is typed about another café is not asked for here. */
const atCafe = cafeOf(location.pathname);
const erased = hearing({
  name: `${prefix}${atCafe}`,
  prefix: `${prefix}/w/${atCafe}/`,
  ask: () => send("GET", `/w/${atCafe}/cuts`),
  mend: mendDrafts,
  isGone: () => true, // which form has which words nobody can tell
  onErased: () => here.clear(), // what stands on the page, somebody looks at: it is kept when they go on
});
let begun = false;

/** @param {string} name @returns {Kept} */
function kept(name) {
  const known = here.get(name) ?? attempt(() => JSON.parse(draft(prefix + name).last()));
  const one = known ?? { id: "", fields: {} };
  here.set(name, one);
  return one;
}

/** @param {string} name */
function forget(name) {
  here.delete(name);
  const one = draft(prefix + name);
  one.last(); // also what the page before this one left
  one.clear();
}

/** @param {Event} event */
function typed({ target }) {
  if (!isField(target) || !isKept(target.form)) return;
  touched.add(target);
  const name = nameOf(target.form);
  const one = kept(name);
  const key = keyOf(target);
  const was = one.fields[key]?.was ?? firstOf(target);
  const now = target.type === "file" ? "" : standsIn(target);
  if (now === was && target.type !== "file") delete one.fields[key];
  else one.fields[key] = { was, now };
  if (!Object.keys(one.fields).length) return forget(name);
  one.id = uuid().slice(0, 8);
  draft(prefix + name).keep(JSON.stringify(one));
  if (atCafe && !begun) void erased.begin();
  begun = true;
}

/** @param {FormDataEvent} event */
function sent({ target, formData }) {
  if (!isKept(/** @type {Element} */ (target))) return;
  const name = nameOf(/** @type {HTMLFormElement} */ (target));
  const id = here.get(name)?.id || uuid().slice(0, 8);
  formData.set("kept", id);
  attempt(() => sessionStorage.setItem(`sent:${id}`, name));
}

/** What the café has taken is nobody's to keep any more. */
function settle() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${TAKEN}=`));
  const ids = cookie?.slice(TAKEN.length + 1).split(".") ?? [];
  const others = ids.filter((id) => {
    const name = attempt(() => sessionStorage.getItem(`sent:${id}`));
    if (!name) return true; // another tab's
    attempt(() => sessionStorage.removeItem(`sent:${id}`));
    if (kept(name).id === id) forget(name);
    return false;
  });
  if (others.length === ids.length) return;
  const ends = others.length ? 600 : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing on plain http
  document.cookie = `${TAKEN}=${others.join(".")}; Max-Age=${ends}; Path=/; SameSite=Lax`;
}

/** @param {HTMLFormElement} form */
function putBack(form) {
  met.add(form);
  const { fields } = kept(nameOf(form));
  let file = false;
  /** What somebody else has made of a field meanwhile. @type {string[]} */
  const others = [];
  const back = fieldsOf(form).filter((field) => {
    const one = fields[keyOf(field)];
    if (!one || touched.has(field)) return false;
    if (field.type === "file") {
      file = true;
      return true;
    }
    const first = firstOf(field);
    put(field, one.now);
    if (first === one.now) return false; // a refused page came with it
    if (first !== one.was) others.push(t("There now: %(words)s", { words: first || "–" }));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  });
  if (!back.length) return;
  for (const field of back) open(field);
  tell(form, [
    t("What you had typed here is back. It is not sent yet."),
    ...(file ? [t("The file must be chosen again.")] : []),
    ...others,
  ]);
}

/** Whatever folds it away. @param {Element | null | undefined} inside */
function open(inside) {
  for (let fold = inside?.closest("details"); fold; fold = fold.parentElement?.closest("details"))
    fold.open = true;
}

/** @param {HTMLFormElement} form @param {string[]} words */
function tell(form, words) {
  const place = document.createElement("div");
  place.className = "typed-before good";
  place.dataset.stays = "";
  for (const one of words)
    place.append(Object.assign(document.createElement("p"), { textContent: one }));
  const away = document.createElement("button");
  away.type = "button";
  away.className = "ds-button";
  away.dataset.variant = "tertiary";
  away.textContent = t("Throw away what I had typed");
  away.addEventListener("click", () => {
    form.reset();
    place.remove();
    fieldsOf(form)[0]?.focus();
  });
  place.append(away);
  form.before(place);
  say(words.join(" "));
}

/** One that came to the page later. @param {Event} event */
function cameTo({ target }) {
  if (isField(target) && isKept(target.form) && !met.has(target.form)) putBack(target.form);
}

for (const name of ["input", "change"]) document.addEventListener(name, typed);
document.addEventListener("reset", ({ target }) => {
  if (isKept(/** @type {Element} */ (target)))
    forget(nameOf(/** @type {HTMLFormElement} */ (target)));
});
document.addEventListener("formdata", sent);
document.addEventListener("answered", settle);
window.addEventListener("pageshow", ({ persisted }) => persisted && settle());
await openDrafts(prefix);
here.clear(); // what the disk had may be newer
settle();
if (atCafe) {
  begun = erased.any();
  if (begun) await erased.hear();
  erased.keepHearing(erased.any);
}
for (const form of document.forms) if (isKept(form)) putBack(form);
document.addEventListener("focusin", cameTo);
