/** A piece of a page that the server draws when it is asked for. */
import { endsIn, MARK, SILENCE_MS } from "../http.js";

/** @param {string} address @returns {Promise<Node[] | null>} null: nobody answered, or somebody else */
export async function pieceAt(address) {
  try {
    const answer = await fetch(address, { signal: endsIn(SILENCE_MS) });
    if (!answer.ok || answer.headers.get(MARK) === null) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...page.body.childNodes];
  } catch {
    return null;
  }
}
