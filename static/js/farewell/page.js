// The account is gone: so is what its pages kept on this device. The café says whose it was, and only
// to the browser in which it was deleted.

import { attempt } from "../core/attempt.js";
import { disk } from "../core/offline/disk.js";
import { isOfAccount } from "../core/offline/of_account.js";

const { gone = "" } = /** @type {HTMLElement} */ (document.getElementById("farewell")).dataset;

/** @param {string} name */
const isGone = (name) => gone !== "" && isOfAccount(name, gone);

attempt(() => {
  for (const name of Object.keys(localStorage).filter(isGone)) localStorage.removeItem(name);
});
await disk.drop(isGone).catch(() => {}); // a browser that keeps nothing on the disk has nothing there
