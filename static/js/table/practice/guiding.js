// The practice's own part of the table's page: what guides the host, and what is left when it is over.

import { nothing } from "lit-html";
import { t } from "../../core/texts.js";
import { guideView, overView, stepsDone, stepWords } from "./practising.js";

/**
 * @param {object} page
 * @param {Awaited<ReturnType<typeof import("./practice.js").openPractice>>} page.trial
 * @param {() => import("../../core/offline/entries.js").Entry[]} page.waiting  in the outbox
 * @param {(text: string) => void} page.say
 */
export function guiding({ trial, waiting, say }) {
  let stepSaid = stepsDone(trial.entries());

  const finish = () => {
    trial.finish();
    say(t("Good. The organiser sees that this table has practised. The poster is empty again."));
  };
  return {
    /** @param {boolean} [rehearsed] */
    guide(rehearsed = false) {
      const done = stepsDone(trial.entries());
      if (done > stepSaid) say(stepWords(done));
      stepSaid = done;
      const waits = waiting().some(({ thing }) => thing === "rehearsed");
      return guideView({ tried: trial.entries(), rehearsed: rehearsed || waits, finish });
    },
    /** What lies here of a practice that is over, or nothing. @param {number} round  now */
    over(round) {
      const made = trial.made();
      return made.length ? overView(made, trial.drop, () => trial.hangUp(round)) : nothing;
    },
  };
}
