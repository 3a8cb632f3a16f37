// A refusal is met where the eye is: the page stands at the form that was refused, with what was said
// beside the field it is about, and the focus there. On every page, after it was drawn or patched.

/** Go to what was refused, when something was. */
export function meetRefusal() {
  const said = document.getElementById("problem");
  if (!said) return;
  // The form's own address only takes forms: reloaded, this page asks for itself.
  if (said.dataset.at) history.replaceState(history.state, "", said.dataset.at);
  const part = said.closest("form, section") ?? document;
  const field = /** @type {HTMLElement | null} */ (part.querySelector("[aria-invalid=true]"));
  field?.closest(".field")?.before(said);
  for (const fold of folds(said)) fold.open = true;
  said.scrollIntoView({ block: "center" });
  (field ?? said).focus({ preventScroll: true });
}

/** @param {Element} inside @returns {HTMLDetailsElement[]} */
function folds(inside) {
  const fold = inside.closest("details");
  return fold ? [fold, ...folds(/** @type {Element} */ (fold.parentElement))] : [];
}
