import assert from "node:assert/strict";
import { test } from "node:test";
import { aheadAt, clockTime, moment, sameDay, shortDay } from "../../../static/js/core/moments.js";

const at = new Date(2026, 2, 12, 14, 5);

test("a time is written as its language writes it", () => {
  assert.deepEqual(
    ["nb", "nn", "en"].map((language) => clockTime(at, language)),
    ["14.05", "14.05", "14:05"],
  );
});

test("a moment tells its day, and is not broken between", () => {
  assert.equal(moment(at, "nn"), "12.\u00a0mars\u00a0kl.\u00a014.05");
  assert.equal(moment(at, "en"), "12\u00a0March,\u00a014:05");
});

test("a device of another zone shows the time in the hall", () => {
  const utc = new Date(Date.UTC(2026, 2, 12, 23, 30));
  const away = -new Date().getTimezoneOffset() + 90;
  const there = new Date(utc.getTime() + away * 60_000).toISOString().slice(11, 16);
  assert.equal(clockTime(utc, "en", away), there);
  assert.ok(moment(utc, "en", away).endsWith(`,\u00a0${there}`));
  assert.equal(clockTime(at, "en", -new Date().getTimezoneOffset()), "14:05");
});

test("a day is the hall's day, also where it is the next one already", () => {
  const late = new Date(Date.UTC(2026, 2, 12, 23, 30));
  assert.equal(shortDay(late, "nb", 90), "13. mars");
  assert.equal(shortDay(late, "en", -90), "Mar 12");
});

test("a device anywhere shows each day of the year, and the nights of the change, as the hall's clock did, whenever the page was opened", () => {
  const said = "60,1774746000=120,1792890000=60"; // Europe/Oslo in 2026
  const form = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Oslo",
    hour: "2-digit",
    minute: "2-digit",
  });
  const moments = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1 + day, day % 24));
  for (const night of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)])
    moments.push(...Array.from({ length: 12 }, (_, quarter) => night + quarter * 900_000));
  for (const then of moments.map((at) => new Date(at)))
    assert.equal(clockTime(then, "en", aheadAt(said, then)), form.format(then));
});

test("today is the hall's, whatever zone the device is in", () => {
  const [night, morning] = [new Date("2026-03-12T23:30Z"), new Date("2026-03-13T06:00Z")];
  const at = (/** @type {number} */ offset) => sameDay(night, morning, offset);
  assert.deepEqual([0, 60, -60, -420].map(at), [false, true, false, true]);
});
