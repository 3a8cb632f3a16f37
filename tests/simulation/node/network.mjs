// The network between tablets and the café: until it heals, each request meets a outcome of its own.

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("./bridge.mjs").Bridge} Bridge */
/** @typedef {{method: string, url: string, body: unknown, token: string}} Request */

const OUTCOMES = {
  fine: 40,
  lost: 8, // an error at once, nothing arrived
  hung: 6, // nothing arrived, nobody says so
  "answer lost": 10,
  "answer hung": 6,
  doubled: 8,
  overtaken: 8, // so late that later ones are before it
  502: 6, // from a proxy, whether it arrived or not
  stranger: 4, // a portal that wants a login
  "server killed": 7,
};
const STORM = { lost: 4, hung: 1, "answer lost": 1, 502: 2, stranger: 1 };
const FAILED = () => new TypeError("fetch failed");
const HUNG_MS = 20_000;

/** What somebody else on the network answers: as pages, and in the very forms of the café. */
const STRANGERS = [
  { status: 200, type: "text/html", text: "<h1>Log in" },
  { status: 200, type: "application/json", text: '{"captive": true}' },
  {
    status: 404,
    type: "application/problem+json",
    text: '{"type": "about:blank", "title": "Not found", "status": 404}',
  },
];

export class Network {
  /** @param {World} world @param {Bridge} bridge */
  constructor(world, bridge) {
    this.world = world;
    this.bridge = bridge;
    this.downUntil = -1;
    this.numbers = new Map();
    /** A network that lets the live connection through, so that nothing tells the outbox when it is well again. */
    this.readsWell = world.chance.odds(0.3);
    /** A network that lets nothing through, all day. */
    this.storm = world.chance.odds(0.15);
  }

  /** Take the place of the platform's own. */
  take() {
    const found = globalThis;
    found.fetch = /** @type {any} */ (this.fetch.bind(this));
    AbortSignal.timeout = () => new AbortController().signal; // HUNG_MS stands for it
  }

  /**
   * @param {string} url
   * @param {{method: string, headers: Record<string, string>, body?: string}} options
   */
  fetch(url, { method, headers, body }) {
    const token = headers["X-CSRFToken"] ?? "";
    const request = { method, url, body: body && JSON.parse(body), token };
    return new Promise((resolve, reject) => this.send(request, resolve, reject));
  }

  /** @param {Request} request @param {(answer: any) => void} resolve @param {(error: any) => void} reject */
  send(request, resolve, reject) {
    const { world } = this;
    const { chance } = world;
    const healed = world.now >= world.healsAt;
    const well = healed || (this.readsWell && request.method === "GET");
    const outcome = well ? "fine" : chance.weighed(this.storm ? STORM : OUTCOMES);
    world.tell(outcome, this.named(request));
    const there = healed ? chance.between(2, 30) : chance.between(2, 300);
    const back = healed ? chance.between(2, 30) : chance.between(2, 300);
    const fail = (/** @type {number} */ ms) => world.after(ms, () => reject(FAILED()));
    /** @param {number} ms @param {(answer: any) => void} then @param {boolean} [dies] */
    const arrive = (ms, then, dies = false) =>
      world.after(ms, () => then(this.serve(request, dies)));
    const tell = (/** @type {any} */ answer) =>
      answer.dead ? fail(back) : world.after(back, () => resolve(asResponse(answer)));
    const nobody = () => {};
    if (outcome === "fine") arrive(there, tell);
    else if (outcome === "lost") fail(there);
    else if (outcome === "hung") fail(HUNG_MS);
    else if (outcome === "answer lost") arrive(there, () => fail(back));
    else if (outcome === "answer hung") arrive(there, () => fail(HUNG_MS));
    else if (outcome === "doubled") {
      arrive(there, tell);
      arrive(there + chance.between(1, 12_000), nobody);
    } else if (outcome === "overtaken") arrive(chance.between(1000, 18_000), tell);
    else if (outcome === "502") {
      if (chance.odds(0.5)) arrive(there, nobody);
      const page = {
        status: 502,
        headers: { "Content-Type": "text/html" },
        text: "<h1>Bad gateway",
      };
      world.after(there + back, () => resolve(asResponse(page)));
    } else if (outcome === "stranger") {
      const page = chance.pick(STRANGERS);
      const headers = { "Content-Type": page.type };
      world.after(there, () => resolve(asResponse({ ...page, headers })));
    } else arrive(there, tell, true);
  }

  /** @param {Request} request @param {boolean} dies */
  serve(request, dies) {
    const { world } = this;
    if (world.now < this.downUntil) return { dead: true };
    const answer = this.bridge.request({ ...request, dies });
    if (answer.dead)
      this.downUntil = Math.min(world.now + world.chance.between(300, 4000), world.healsAt);
    world.tell("answer", `${answer.status ?? "dead"}`);
    return answer;
  }

  /** A request's name without what is new in every run. @param {Request} request */
  named({ method, url }) {
    const [, , base = "", ...rest] = url.split("/");
    if (!this.numbers.has(base)) this.numbers.set(base, this.numbers.size);
    return `${method} ${this.numbers.get(base)}/${rest.join("/")}`;
  }
}

/** As much of a Response as is read. @param {{status: number, headers: Record<string, string>, text: string}} answer */
function asResponse({ status, headers, text }) {
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (/** @type {string} */ name) => headers[name] ?? null },
    json: async () => JSON.parse(text),
  };
}
