// A digest in eight words, as `cafe/seal/rules.py` says it. On a tablet it takes some seconds, in which
// the page goes on: only who asks has it reckoned.

import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const ROUNDS = 1_000_000;
const SALT = "dialogkafe/seal/1";
const COUNT = 8;
const BITS = 11;

/**
 * @param {Uint8Array} digest
 * @param {string[]} list  the 2,048 words
 * @returns {Promise<string[]>}
 */
export async function spoken(digest, list) {
  const how = { c: ROUNDS, dkLen: (COUNT * BITS) / 8 };
  const bytes = await pbkdf2Async(sha256, digest, utf8ToBytes(SALT), how);
  let number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const said = [];
  for (let k = 0; k < COUNT; k += 1) {
    said.unshift(list[Number(number & BigInt(list.length - 1))]);
    number >>= BigInt(BITS);
  }
  return said;
}
