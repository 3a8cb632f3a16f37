import assert from "node:assert/strict";
import { test } from "node:test";
import * as commands from "../../../static/js/outline/commands.js";
import { chosenOf, onTop, theirsOf } from "../../../static/js/outline/refused.js";

const ADA_AND_BO = [
  { name: "Ada", role: "user" },
  { name: "Bo", role: null },
];

test("a role that two chose is shown as what each chose, and sent again on top of the other", () => {
  const entry = commands.setHosts(7, ADA_AND_BO, [
    { name: "Ada", role: "other" },
    { name: "Bo", role: null },
  ]);
  const now = { hosts: ["Ada", "Bo"], roles: [{ host: "Ada", role: "professional" }] };
  const refusal = { status: 409, type: "conflict", title: "No.", where: "was", now, door: "" };
  const refused = { ...entry, refusal };
  assert.equal(theirsOf(refused), "Ada, Bo");
  assert.deepEqual(
    chosenOf(refused, (role) => role ?? "not said"),
    ["Ada (other), Bo (not said)", "Ada (professional), Bo (not said)"],
  );
  assert.deepEqual(onTop(refused).body.was, [
    { name: "Ada", role: "professional" },
    { name: "Bo", role: null },
  ]);
  const other = { ...refused, refusal: { ...refusal, now: { ...now, hosts: ["Siri"] } } };
  assert.deepEqual(
    chosenOf(other, () => ""),
    ["Ada, Bo", "Siri"],
  );
});
