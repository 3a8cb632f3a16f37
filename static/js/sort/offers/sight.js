import { homeless, placesOf } from "./data.js";

/**
 * What the dialog of likely doubles shows.
 *
 * @param {Pick<import("./panel.js").Panel, "board"|"queue"|"handlers"|"operations"|"chosen"|"told"|"problem"|"state">} panel
 * @returns {import("../draw/offers.js").Sight}
 */
export function sightOf({ board, queue, handlers, operations, chosen, told, problem, state }) {
  const [now, open, placed] = [queue.now(), queue.left(), placesOf(board.view())];
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
    view: board.view(),
    likely: board.likely(),
    placed,
    chosen,
    told,
    problem,
    state,
    done: operations.length,
    single: board.single(),
    handlers,
  };
}
