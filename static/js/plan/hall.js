// On the day's page: from a table to the message that shall go there.

/** Choose the table that was pressed, and go to the field. */
export function tellFromTable() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-tell]");
    const to = document.getElementById("message-to");
    if (!(link instanceof HTMLElement) || !(to instanceof HTMLSelectElement)) return;
    event.preventDefault();
    to.value = link.dataset.tell ?? "all";
    document.getElementById("message-text")?.focus();
  });
}
