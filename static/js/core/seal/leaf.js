// A change's leaf, as the café and anybody who checks it makes it (`cafe/model/canonical.py`). SHA-256
// from a kept package: browsers give their own to https pages only, and a café runs on a LAN.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * @typedef {object} Line  a change as the café answers it
 * @property {number} n  its number in the café's history
 * @property {Record<string, any> | null} item
 * @property {string} leaf  in hex
 */

const FIELDS = ["n", "at", "by", "act", "undoes", "what", "key", "item"];
const FIRST = new Uint8Array(32);
const SALT_BYTES = 16;
const GROUP = /.{4}(?=.)/g;

/** What makes a leaf another one each time, in hex. */
export function newSalt() {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
}

/** @param {string} salt  in hex @param {Record<string, any>} line @returns {string} in hex */
export function leafOf(salt, line) {
  const bare = Object.fromEntries(FIELDS.map((field) => [field, line[field]]));
  return bytesToHex(sha256(concatBytes(hexToBytes(salt), utf8ToBytes(canonical(bare)))));
}

/**
 * The value as JSON with its keys in order and no blanks (RFC 8785; there are no fractions in it).
 * @param {any} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The value of the chain over these leaves. @param {string[]} leaves  in hex @returns {Uint8Array} */
export function chain(leaves) {
  let value = FIRST;
  for (const leaf of leaves) value = sha256(concatBytes(value, hexToBytes(leaf)));
  return value;
}

/** In groups that a person can read. @param {Uint8Array} value */
export function inGroups(value) {
  return bytesToHex(value).replace(GROUP, "$& ");
}
