import { homeless, standing } from "./data.js";

/**
 * What the dialog of likely doubles shows.
 *
 * @param {Pick<import("./panel.js").Panel, "desk"|"queue"|"handlers"|"acts"|"chosen"|"told"|"problem"|"state">} panel
 * @returns {import("../draw/offers.js").Sight}
 */
export function sightOf({ desk, queue, handlers, acts, chosen, told, problem, state }) {
  const [now, open, placed] = [queue.now(), queue.left(), standing(desk.view())];
  const many = open.filter((pair) => pair.identical);
  const needs = now !== null && homeless(now, placed);
  return {
    pair: now,
    left: open.length,
    later: queue.postponed().length,
    identical: many.length,
    bulkNeeds: many.some((pair) => homeless(pair, placed)),
    needs,
    joins: now !== null && !needs,
    view: desk.view(),
    likely: desk.likely(),
    placed,
    chosen,
    told,
    problem,
    state,
    done: acts.length,
    single: desk.single(),
    handlers,
  };
}
