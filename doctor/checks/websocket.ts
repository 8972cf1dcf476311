import { Findings } from "../finding";
import { gatewayMessage, type HttpAnswer, type NoAnswer } from "../probes/http";
import type { Upgraded } from "../probes/websocket";
import type { Target } from "../target";

export function handshakeFindings({ url, api }: Target, observed: Upgraded | HttpAnswer | NoAnswer): Findings {
  const findings = new Findings(url.href);
  if ("failure" in observed) {
    findings.error("websocket-handshake", {
      seen: observed.failure,
      why: "The server closed the connection, or did not answer in time.",
      fix: "Check the URL (wss://<api id>.execute-api.<region>.amazonaws.com/<stage>), the name and its certificate.",
    });
  } else if ("upgraded" in observed) {
    if (observed.acceptMatches) {
      findings.ok("websocket-handshake", "101 Switching Protocols");
    } else {
      findings.error("websocket-handshake", {
        seen: "101 with a wrong sec-websocket-accept",
        why: "Something between the client and the API answers the upgrade without speaking WebSocket.",
        fix: "Take the proxy out, or let it pass Connection, Upgrade and Sec-WebSocket-* on.",
      });
    }
  } else {
    findings.error("websocket-handshake", refused(observed, url.pathname, api?.stage));
  }
  return findings;
}

function refused(
  answer: HttpAnswer,
  path: string,
  stage: string | undefined,
): { seen: string; why: string; fix: string } {
  const message = gatewayMessage(answer);
  const seen = `${answer.status}${message === undefined ? "" : ` ${JSON.stringify({ message })}`} instead of 101`;
  const wrongStage = stage !== undefined && path.split("/")[1] !== stage;
  switch (true) {
    case answer.status === 401:
      return {
        seen,
        why: "An identity source of the $connect authorizer is missing from the handshake.",
        fix: "Send what the authorizer reads (header or query string); browsers cannot set headers, so read a query parameter or the Sec-WebSocket-Protocol header.",
      };
    case answer.status === 403 || answer.status === 404:
      return {
        seen,
        why: wrongStage
          ? `The path ${path} does not start with the stage ${stage}: a WebSocket API has its stage in the path.`
          : "The stage is not deployed or not in the path, or the $connect authorizer refused.",
        fix: `Connect to wss://<host>/${stage ?? "<stage>"}, deploy the stage, and read the authorizer's log.`,
      };
    case answer.status === 429:
      return {
        seen,
        why: "New connections are throttled: the account's rate of new connections per second is used up.",
        fix: "Reconnect with backoff and jitter; ask AWS for more new connections per second.",
      };
    case answer.status >= 500:
      return {
        seen,
        why: "The $connect route's integration failed: it did not answer a 2xx statusCode, failed, or may not be invoked.",
        fix: "Let the $connect function return { statusCode: 200 }, permit lambda:InvokeFunction for the API, and read its log.",
      };
    case answer.status >= 300 && answer.status < 400:
      return { seen, why: "Clients do not follow redirects at a handshake.", fix: "Use the URL that it redirects to." };
    default:
      return {
        seen,
        why: "The server does not speak WebSocket here: an HTTP or REST API's URL, or a proxy that drops the Upgrade header.",
        fix: "Use the WebSocket API's own URL, and let proxies pass Connection and Upgrade on.",
      };
  }
}
