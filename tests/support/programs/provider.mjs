// @ts-nocheck - the library has no types
// A real OpenID Connect provider (certified) for tests. Who can log in stands in a file that it
// reads each time: {"ola": {"email": …, "email_verified": …, "name": …}}; no password is asked.
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const { port, base, client, secret, accounts } = JSON.parse(process.argv[2]);
const issuer = `http://localhost:${port}`;

async function findAccount(_ctx, sub) {
  const known = JSON.parse(readFileSync(accounts, "utf-8"))[sub];
  return known && { accountId: sub, claims: async () => ({ sub, ...known }) };
}

// Nobody is asked what the café may know: the organisation has said so, as in Entra ID and Feide.
async function loadExistingGrant(ctx) {
  const grant = new ctx.oidc.provider.Grant({
    accountId: ctx.oidc.session.accountId,
    clientId: ctx.oidc.client.clientId,
  });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: base.map((one) => `${one}/login/oidc/back`),
      post_logout_redirect_uris: base.map((one) => `${one}/`),
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: [secret] },
  pkce: { required: () => true },
  findAccount,
  loadExistingGrant,
  // Pages of our own: the provider's fetch letters from another site.
  interactions: { url: (_ctx, one) => `/interaction/${one.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        const yes = '<button form="op.logoutForm" name="logout" value="yes">Log out there</button>';
        ctx.body = page(form + yes);
      },
    },
  },
});
function page(body) {
  return `<!doctype html><html lang="en"><title>Provider</title><main>${body}</main></html>`;
}

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  if (ctx.method === "POST") {
    let typed = "";
    for await (const piece of ctx.req) typed += piece;
    const accountId = new URLSearchParams(typed).get("login");
    return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId } });
  }
  const field = '<label>Name there <input name="login" autofocus></label>';
  ctx.type = "html";
  ctx.body = page(`<form method="post">${field}<button>Log in there</button></form>`);
});
provider.listen(port, "127.0.0.1");
