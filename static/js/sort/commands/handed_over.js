/**
 * A field in which one thing is written after the other: its words leave it at once, so that what is
 * typed before the answer is the next thing, and is never wiped out by the answer.
 *
 * @param {HTMLFormElement} form kept on this device while it is typed in (`data-kept`)
 * @param {string} name of the field
 * @param {() => Promise<boolean>} send whether the café has it; if not, the words stand in the field
 *   again, before what was typed meanwhile
 */
export async function handedOver(form, name, send) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const words = field.value;
  field.value = ""; // no event: until the answer what is kept on the device are the words sent
  const taken = await send();
  if (taken && !field.value) return form.reset();
  if (!taken) field.value = [words, field.value].filter(Boolean).join(" ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
