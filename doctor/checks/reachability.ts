import { type Finding, Findings } from "../finding";
import type { Target } from "../target";

/** Returns whether the target is asked by a handshake in place of a request. */
export function isWebSocket({ api, url }: Target): boolean {
  return api?.kind === "websocket" || url.protocol === "wss:" || url.protocol === "ws:";
}

/** Returns what is not looked at where no connection can be made: the checks before it say why. */
export function skippedRequest(target: Target): Finding[] {
  const findings = new Findings(target.url.href);
  findings.skipped(isWebSocket(target) ? "websocket-handshake" : "endpoint-answers", "no connection could be made");
  return findings.list;
}

/** @param failure Undefined for a request that was not sent. */
export function noAnswer(target: Target, method: string, failure: string | undefined): Findings {
  const findings = new Findings(`${method} ${target.url.href}`);
  if (failure === undefined) {
    const why = `${method} can change something, so it is not sent: its preflight alone is looked at`;
    findings.skipped("endpoint-answers", why, "Check the answer with --method GET.");
  } else {
    findings.error("endpoint-answers", {
      seen: failure,
      why: "The connection was refused or closed, its certificate was not trusted, or no answer came in time.",
      fix: "Check the URL and its port, and what the DNS and TLS checks say.",
    });
  }
  return findings;
}
