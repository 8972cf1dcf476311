import { isEnhanced, isPrivate } from "../shared/kinds";
import { apiProtocol } from "../../shared/api-metadata";
import { ApiProtocol } from "../../shared/api-protocol";
import type { ApiRef } from "../../shared/api-ref";
import type { Problem } from "../../shared/problems";
import type { CustomDomainArgs } from "./args";

/**
 * Returns what a domain can't route to together with the rest of it, as far as the kinds of the APIs are known.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html (WebSocket APIs alone)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html (security policies)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html (rules for REST APIs)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html (private REST APIs)
 */
export function protocolProblems(args: CustomDomainArgs): Problem[] {
  const mapped = entries("mappings", args.mappings ?? {});
  const ruled = entries("routingRules", args.routingRules ?? {});
  const isNot = ({ protocol }: Entry): boolean => protocol !== undefined && protocol !== ApiProtocol.rest;
  const restOnly = isEnhanced(args)
    ? `a REST API: ${args.securityPolicy} is for REST APIs only`
    : isPrivate(args)
      ? "a REST API: private domains support REST APIs only"
      : undefined;
  return [
    ...mixedProblems(mapped),
    ...ruled.filter(isNot).map((entry) => problem(entry, "a REST API: routing rules support REST APIs only")),
    ...(restOnly === undefined ? [] : mapped.filter(isNot).map((entry) => problem(entry, restOnly))),
  ];
}

interface Entry {
  argument: string;
  protocol: ApiProtocol | undefined;
}

function entries(argument: string, of: Record<string, { api: ApiRef }>): Entry[] {
  return Object.entries(of).map(([key, { api }]) => ({
    argument: `${argument}[${JSON.stringify(key)}].api`,
    protocol: apiProtocol(api),
  }));
}

function mixedProblems(mapped: Entry[]): Problem[] {
  const sockets = mapped.filter(({ protocol }) => protocol === ApiProtocol.websocket);
  const others = mapped.filter(({ protocol }) => protocol !== undefined && protocol !== ApiProtocol.websocket);
  const expected = "no WebSocket API beside HTTP and REST APIs on one domain";
  return others.length === 0 ? [] : sockets.map((entry) => problem(entry, expected));
}

function problem({ argument, protocol }: Entry, expected: string): Problem {
  return { argument, received: `${protocol} API`, expected, fix: "give it a domain of its own" };
}
