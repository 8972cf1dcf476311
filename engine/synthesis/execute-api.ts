import type { Identifiers } from "./identifier";

/** Returns where an API answers without a custom domain: `<api>.execute-api.<region>.amazonaws.com`. */
export function apiHostname(apiId: string, region: string, suffix: string): string {
  return `${apiId}.execute-api.${region}.${suffix}`;
}

const CHECK_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * A stage's URL depends on its API's protocol, but a stage knows only its API's id. So the ids that are synthesised for
 * WebSocket APIs carry a mark: `ws`, seven characters and one that follows from them.
 */
export function webSocketApiId(identifiers: Identifiers): string {
  const start = `ws${identifiers.lower(7)}`;
  return start + checkLetter(start);
}

/** Returns whether the id was synthesised for a WebSocket API. */
export function isWebSocketApiId(id: string): boolean {
  return id.length === 10 && id.startsWith("ws") && id[9] === checkLetter(id.slice(0, 9));
}

function checkLetter(start: string): string | undefined {
  const sum = [...start].reduce((total, letter, at) => total + (at + 1) * letter.charCodeAt(0), 0);
  return CHECK_LETTERS[sum % CHECK_LETTERS.length];
}
