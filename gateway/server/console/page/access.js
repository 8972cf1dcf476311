import { send } from "./data.js";
import { byId, copyButton, element, table } from "./dom.js";

/** Tokens and API keys to copy. */
export function showAccess({ tokens, keys }) {
  byId("access").replaceChildren(
    ...(tokens.length === 0
      ? [element("p", { class: "note" }, "No authorizer of the program accepts tokens of an issuer.")]
      : [
          table(
            "Tokens that authorizers accept",
            ["API", "Authorizer", "Issuer and audience", "For", "Copy"],
            tokens.map(tokenRow),
          ),
        ]),
    element("br"),
    ...(keys.length === 0
      ? [element("p", { class: "note" }, "The program has no API key.")]
      : [table("API keys", ["Key", "State", "Copy"], keys.map(keyRow))]),
  );
}

function tokenRow({ api, authorizer, issuer, audience, scopes, isLocal }) {
  const sub = element("input", { value: "alice", "aria-label": `Subject of the token for ${authorizer}`, size: 10 });
  const scope = element("input", { value: scopes.join(" "), "aria-label": `Scopes of the token for ${authorizer}` });
  const mint = async () => (await send("tokens", { issuer, audience, scope: scope.value, sub: sub.value })).token;
  return [
    api,
    authorizer,
    element("span", {}, element("code", {}, issuer), element("br"), element("code", {}, audience)),
    element("div", { class: "line" }, sub, scope),
    isLocal ? copyButton(`Copy a token for ${authorizer}`, mint) : "This issuer signs its own tokens.",
  ];
}

function keyRow({ id, name, enabled, isGenerated }) {
  const value = async () => (await send(`keys/${encodeURIComponent(id)}`)).value;
  return [
    { code: name },
    enabled ? "enabled" : "disabled",
    isGenerated
      ? copyButton(`Copy the key ${name}`, value)
      : "The program gives it its value: a secret, which is not shown.",
  ];
}
