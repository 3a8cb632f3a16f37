// The fields of a form that the server draws: which are kept on the device, how each is known again,
// and what stands in it. Never a password, a file, or what a person cannot see.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const NEVER = ["password", "hidden", "submit", "button", "image", "reset"];
const TICKED = ["checkbox", "radio"];

/** @param {Element | null} form @returns {form is HTMLFormElement} whether what is typed in it is kept */
export function isKept(form) {
  if (!(form instanceof HTMLFormElement)) return false;
  if (form.dataset.kept) return true; // drawn by a script, which resets it when the café has it
  const open = form.method === "post" && !("unkept" in form.dataset);
  return open && !form.querySelector("input[type=password]");
}

/** The same form on the next page: where it goes, and which of those it is. @param {HTMLFormElement} form */
export function nameOf(form) {
  if (form.dataset.kept) return `${location.pathname}#${form.dataset.kept}`;
  const action = new URL(form.getAttribute("action") ?? "", location.href).pathname;
  const called = form.querySelector("input[type=hidden][name=form]")?.getAttribute("value");
  return `${action}#${called ?? form.id}`;
}

/** @param {EventTarget | null} target @returns {target is Field} */
export function isField(target) {
  const field =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return field && Boolean(target.name || target.id) && !NEVER.includes(target.type);
}

/** @param {HTMLFormElement} form @returns {Field[]} */
export function fieldsOf(form) {
  return [...form.elements].filter(isField);
}

/** How it is known again. @param {Field} field */
export function keyOf(field) {
  const { id, name, type, value, form } = field;
  if (type === "radio") return name;
  if (id) return `#${id}`;
  if (type === "checkbox") return `${name}=${value}`;
  const alike = form ? fieldsOf(form).filter((one) => one.name === name) : [];
  return `${name}:${alike.indexOf(field)}`;
}

/** What stands in it now. @param {Field} field */
export function standsIn(field) {
  if (!isTicked(field)) return field.value;
  if (field.type === "checkbox") return field.checked ? "1" : "";
  return group(field).find(({ checked }) => checked)?.value ?? "";
}

/** What the page came with. @param {Field} field */
export function firstOf(field) {
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].find(({ defaultSelected }) => defaultSelected);
    return (chosen ?? field.options[0])?.value ?? "";
  }
  if (!isTicked(field)) return field.defaultValue;
  if (field.type === "checkbox") return field.defaultChecked ? "1" : "";
  return group(field).find(({ defaultChecked }) => defaultChecked)?.value ?? "";
}

/** @param {Field} field @param {string} value */
export function put(field, value) {
  if (!isTicked(field)) field.value = value;
  else if (field.type === "checkbox") field.checked = value === "1";
  else for (const one of group(field)) one.checked = one.value === value;
}

/** @param {Field} field @returns {field is HTMLInputElement} */
function isTicked(field) {
  return field instanceof HTMLInputElement && TICKED.includes(field.type);
}

/** @param {HTMLInputElement} field @returns {HTMLInputElement[]} the radio buttons it is one of */
function group({ form, name }) {
  const all = form ? [...form.querySelectorAll("input")] : [];
  return all.filter((one) => one.type === "radio" && one.name === name);
}
