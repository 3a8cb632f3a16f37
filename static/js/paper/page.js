// Typing off a paper poster: the photograph on one side, the field and what has been typed on the
// other. The notes go through the table's own outbox; they say that they come from paper.

import { html, nothing, render } from "lit-html";
import { hallDevice, hostStays } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { secondNow } from "../core/live/connection.js";
import { draft } from "../core/offline/drafts.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { newNote } from "../table/commands.js";
import { writer } from "../table/fields/writer.js";
import { handlers } from "../table/handlers.js";
import { tableLife } from "../table/life.js";
import { cards, inPlace, tableSeen, tally } from "../table/model.js";
import { layOut } from "../table/notes/layout.js";
import { slipsView } from "../table/notes/slips.js";
import { photos } from "../table/photos.js";
import { goneView, statusView } from "../table/view.js";
import { sheetTyping } from "./cells/sheet.js";
import { pointing } from "./marking/pointing.js";
import { paperView } from "./view.js";
import { viewer } from "./viewer.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {Map<string, any>} */
const ranks = new Map();

const device = hallDevice({ sounds: true, whereTo: hostStays });
const soon = frames(app, draw);
const life = await tableLife({
  app,
  soon,
  onFirst: () => reach.takeUp(cards(seen()).filter(({ paper }) => paper)),
  onErased: (roots) => reach.retake(roots),
});
const { change, base, name, seen, question, parts, splitParts, mending } = life;

const reach = handlers({ name, change, parts, draw, say });
const field = writer({
  draft: draft(`${name}:paper`),
  say,
  change: (...how) => {
    const kept = change(...how);
    if (sheet.open()) sheet.onward();
    else spots.done();
    return kept;
  },
  entryOf(words) {
    const more = { paper: true, typed: secondNow() };
    if (sheet.open()) return sheet.entryOf(words, more);
    return newNote({ ...words, ...more, spot: spots.spot() });
  },
});
const toField = () => field.element.querySelector("textarea")?.focus();
const spots = pointing({ change, draw: soon, say, leave: toField });
const glass = viewer({
  base,
  onShow: soon,
  onLaid: (picture) => sheet.seen(picture),
  onPoint: (at) => spots.point(glass.shown(), at),
  marking: spots,
});
const { look, show } = glass;
const sheet = sheetTyping({ base, change, show, look, draw: soon, say, toField });
field.element.addEventListener("keydown", sheet.key);
const pictures = photos({
  base,
  name,
  hung: false,
  onAnswer: life.keepAnswer,
  gently: soon.gently,
  onWaiting: soon,
  change,
});

/** @param {() => void} [then]  what is done when it is drawn */
function draw(then) {
  const [here, asked, gone] = [tableSeen(seen()), question(), life.gone()];
  const { workshop } = life.state();
  if (!workshop || !here || !asked) {
    return render(gone ? goneView(gone) : html`<p>${t("Opening the table …")}</p>`, app);
  }
  device.show(workshop);
  field.update({ closed: "", parts: splitParts() });
  glass.update(here.posters);
  const { entries } = life.waiting();
  const typed = cards(seen()).filter(({ paper }) => paper);
  const known = { photos: here.posters, cells: here.cells ?? [], parts: parts(), cards: typed };
  sheet.update({ ...known, entries }, glass.shown());
  spots.update(glass.shown(), typed);
  glass.mark(sheet.open() ? sheet.marks() : spots.marks(), spots.about());
  pictures.update({ posters: here.posters, open: mending(), ...life.waiting() });
  const status = statusView({ tally: tally(seen()), ...pictures.unsent(), ...life.reach() });
  render(
    html`${gone ? goneView(gone) : nothing}${paperView({
      base,
      table: here,
      question: asked,
      stage: workshop.stage,
      elements: { glass: glass.element, field: field.element, photos: pictures.element },
      waiting: pictures.waiting(),
      cells: sheet.view(),
      map: sheet.map(),
      status,
      slips: slips(typed),
    })}`,
    app,
  );
  then?.();
}

/** @param {import("../table/model.js").Card[]} typed */
function slips(typed) {
  const groups = layOut(inPlace(typed, ranks), splitParts(), 0);
  return {
    count: typed.filter(({ struck }) => !struck).length,
    view: slipsView({ groups, open: mending(), handlers: reach }),
  };
}

app.replaceChildren();
draw();
await life.start();
