/** The first account: the setup word comes behind "#", where no server and no log sees it. */

const field = /** @type {HTMLInputElement} */ (document.getElementById("word"));

function take() {
  const word = location.hash.slice(1);
  if (!/^[A-Z0-9-]{8,40}$/i.test(word)) return;
  field.value = word;
  // Gone from the address, so that it is not copied along, and from the list of visited pages.
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("name")?.focus();
}

take();
addEventListener("hashchange", take);
