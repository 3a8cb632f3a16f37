// One day at a table, from a seed: bad weather, then good, and then what must hold is looked at.

import { check } from "./check.mjs";
import { Network } from "./network.mjs";
import { Host, Memory } from "./people.mjs";
import { Tablet } from "./tablet.mjs";
import { World } from "./world.mjs";

/** So long after the network is well again all must be on its way. */
const EMPTY_WITHIN_MS = 20_000;

/**
 * @param {number} seed
 * @param {import("./bridge.mjs").Bridge} bridge
 * @param {boolean} aloud
 */
export async function live(seed, bridge, aloud) {
  const world = new World(seed, aloud);
  world.take();
  const network = new Network(world, bridge);
  network.take();
  const { chance } = world;
  let { base, table } = bridge.begin();
  const memory = new Memory();
  const names = chance.odds(0.5) ? ["A", "B"] : ["A"];
  if (names.length > 1) world.tell("two tablets");
  const hosts = names.map(
    (name) => new Host(world, new Tablet(world, name, table), memory, () => base),
  );
  for (const { tablet } of hosts) tablet.open(base);

  const healsAt = network.storm ? chance.between(40_000, 120_000) : chance.between(8_000, 40_000);
  for (const host of hosts) {
    for (let acts = chance.between(4, 9); acts > 0; acts--) {
      world.after(chance.between(500, healsAt - 1), () => host.act());
    }
  }
  const organise = (/** @type {string} */ what) =>
    world.after(chance.between(500, healsAt - 1), () => {
      if (world.now >= world.healsAt) return;
      world.tell(what === "renew" ? "link renewed" : `stage ${what}`);
      ({ base } = bridge.organise(what));
    });
  if (chance.odds(0.35)) organise("renew");
  if (chance.odds(0.25)) organise("vernissage");
  if (chance.odds(0.2)) organise("open");

  await world.run(healsAt);
  world.healsAt = healsAt;
  world.tell("healed");
  for (const { tablet } of hosts) makeWell(world, tablet, base);
  const emptyAfter = await emptied(world, hosts);
  const faults = emptyAfter > EMPTY_WITHIN_MS ? ["the outbox is not empty after 20 s"] : [];
  await world.run(world.now + 25_000); // late copies arrive, localStorage is written
  for (const { tablet } of hosts) tablet.close(true);
  for (const { tablet } of hosts) tablet.open(base);
  await world.run(world.now + 2_000);
  const cafe = bridge.tell();
  faults.push(
    ...check(
      memory,
      hosts.map(({ tablet }) => tablet),
      cafe,
    ),
  );
  world.diary.update(JSON.stringify([cafe.notes, cafe.late, cafe.main, faults]));
  for (const { tablet } of hosts) tablet.life.alive = false;
  return { faults, happened: world.happened, emptyAfter, digest: world.diary.digest("hex") };
}

/** What is broken is mended: the disk, and a page that is gone. @param {World} world @param {Tablet} tablet @param {string} base */
function makeWell(world, tablet, base) {
  Object.assign(tablet.disk, { slow: false, full: false });
  if (tablet.life.alive && tablet.base === base) return;
  if (!tablet.life.alive) return tablet.open(base);
  // As soon as the page has said that its link is dead, and no longer that it cannot keep notes.
  const change = () => {
    if (tablet.disk.failed.size) return world.after(250, change);
    tablet.close(false);
    tablet.open(base);
  };
  world.after(2_000, change);
}

/** How long it takes until no tablet has anything to send. @param {World} world @param {Host[]} hosts */
async function emptied(world, hosts) {
  const from = world.now;
  while (world.now < from + EMPTY_WITHIN_MS) {
    await world.run(world.now + 250);
    if (hosts.every(({ tablet }) => tablet.life.alive && tablet.page && !tablet.page.waits())) {
      return world.now - from;
    }
  }
  return EMPTY_WITHIN_MS + 1;
}
