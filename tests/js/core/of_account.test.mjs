// What a page keeps for an account is known by its name, whichever page gave it.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isOfAccount } from "../../../static/js/core/offline/of_account.js";

const PAGES = new URL("../../../static/js/", import.meta.url);
const IN_NAME = /`([^`]*\$\{(?:document\.body\.dataset\.account(?: \?\? "")?|person)\}[^`]*)`/g;

/** The names that the pages give, with another value in each gap. */
function* names() {
  for (const path of readdirSync(PAGES, { recursive: true, encoding: "utf-8" })) {
    if (!path.endsWith(".js")) continue;
    for (const [, name = ""] of readFileSync(new URL(path, PAGES), "utf-8").matchAll(IN_NAME)) {
      yield name
        .replace(/\$\{(?:document\.body\.dataset\.account(?: \?\? "")?|person)\}/, "12")
        .replace(/\$\{location\.pathname\}/, "/w/34/sort")
        .replace(/\$\{[^}]*\}/g, "34");
    }
  }
}

test("every name with an account in it is its own and nobody else's", () => {
  const found = [...names()];
  assert.ok(found.length >= 7, found.join(" "));
  for (const name of found) {
    for (const before of ["", "draft:", "taken:", "draft:taken:"]) {
      assert.ok(isOfAccount(before + name, "12"), before + name);
      for (const other of ["1", "2", "34", "123", ""]) {
        assert.ok(!isOfAccount(before + name, other), `${before}${name} of ${other}`);
      }
    }
  }
});

test("what a table or a phone keeps is no account's", () => {
  for (const name of ["abc123:12", "draft:abc123:12:note", "makings:12", "say:12"]) {
    assert.ok(!isOfAccount(name, "12"), name);
  }
});
