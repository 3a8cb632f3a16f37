// A link opens nothing any more: what was typed by it and is not received lies on this device, and goes
// by the new link. How much that is, so that nobody fears for it.

import { disk } from "../core/offline/disk.js";
import { lying } from "../core/offline/lying.js";
import { n } from "../core/texts.js";

const place = /** @type {HTMLElement} */ (document.getElementById("lies"));

// A browser that keeps nothing on the disk has nothing there.
const count = lying(await disk.list("").catch(() => []));
if (count) {
  place.textContent = n(
    "%(count)s note that is not received yet lies on this device. It is sent by itself when you come to the table again.",
    "%(count)s notes that are not received yet lie on this device. They are sent by themselves when you come to the table again.",
    count,
  );
  place.hidden = false;
}
