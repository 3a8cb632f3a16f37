/** Which round people should find their table for. Pure. */

/**
 * The round that runs; while tables change, the one they change to; 0 before the first.
 * @param {{round?: number, changing?: boolean}|null|undefined} workshop
 */
export function roundNow(workshop) {
  const round = workshop?.round ?? 0;
  return workshop?.changing ? round + 1 : round;
}
