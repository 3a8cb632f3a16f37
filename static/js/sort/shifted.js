/**
 * Where a sentence comes to by a step up or down: among those of its heading, on into the next one.
 *
 * @param {import("./view.js").Heading[]} headings
 * @param {Pick<import("./commands/commands.js").Thing, "id"|"heading">} thing
 * @param {boolean} up
 * @returns {{category: string, before: string|null}|null} null when it cannot go further that way
 */
export function shifted(headings, { id, heading }, up) {
  if (!heading) return null;
  const row = heading.shown.map(({ entry }) => entry.id);
  const at = row.indexOf(id);
  const category = heading.category.id;
  if (up && at > 0) return { category, before: row[at - 1] ?? null };
  if (!up && at < row.length - 1) return { category, before: row[at + 2] ?? null };
  const next = headings[heading.number - 1 + (up ? -1 : 1)];
  if (!next) return null;
  return { category: next.category.id, before: up ? null : (next.shown[0]?.entry.id ?? null) };
}
