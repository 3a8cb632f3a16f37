// The header line is offered as the café makes it (tests/plan/test_rules_facts.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords } from "../../../static/js/outline/draw/day.js";
import { headerLine } from "../../../static/js/outline/draw/header.js";

const facts = { name: " Et  godt sted ", network: "folkemøte", date: "2014-09-05", language: "nb" };

test("the name, the kind of gathering and the date in the café's language", () => {
  assert.equal(headerLine(facts), "ET GODT STED, FOLKEMØTE 5. SEPTEMBER 2014");
  assert.equal(
    headerLine({ ...facts, language: "nn", network: "" }),
    "ET GODT STED, 5. SEPTEMBER 2014",
  );
  assert.equal(
    headerLine({ ...facts, language: "en" }),
    "ET GODT STED, FOLKEMØTE SEPTEMBER 5, 2014",
  );
});

test("without a name there is none, and without a date no date", () => {
  assert.equal(headerLine({ ...facts, name: " " }), "");
  assert.equal(headerLine({}), "");
  assert.equal(dayInWords("soon", "nb"), "");
  assert.equal(dayInWords("2014-09-05", "nb", "full"), "fredag 5. september 2014");
});
