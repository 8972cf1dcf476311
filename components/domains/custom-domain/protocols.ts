import { isEdge, isEnhanced, isPrivate } from "../shared/kinds";
import { apiProtocol, checkApi } from "../../shared/api-metadata";
import { ApiProtocol } from "../../shared/api-protocol";
import type { ApiRef } from "../../shared/api-ref";
import type { Problems } from "../../shared/problems";
import type { CustomDomainArgs } from "./args";

/**
 * Checks that a domain can route to its APIs together, as far as their kinds are known.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html (WebSocket APIs alone)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html (security policies)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html (rules for REST APIs)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html (private REST APIs)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html (HTTP APIs on Regional domains)
 */
export function checkProtocols(problems: Problems, args: CustomDomainArgs): void {
  const mapped = entries(problems, "mappings", args.mappings ?? {});
  const ruled = entries(problems, "routingRules", args.routingRules ?? {});
  const isNot = ({ protocol }: Entry): boolean => protocol !== undefined && protocol !== ApiProtocol.rest;
  const restOnly = restOnlyReason(args);
  const sockets = mapped.filter(({ protocol }) => protocol === ApiProtocol.websocket);
  const isMixed = mapped.some(({ protocol }) => protocol !== undefined && protocol !== ApiProtocol.websocket);
  reject(problems, isMixed ? sockets : [], "no WebSocket API beside HTTP and REST APIs on one domain");
  reject(problems, ruled.filter(isNot), "a REST API: routing rules support REST APIs only");
  if (restOnly !== undefined) {
    reject(problems, mapped.filter(isNot), restOnly);
  }
}

function restOnlyReason(args: CustomDomainArgs): string | undefined {
  if (isEnhanced(args)) {
    return `a REST API: ${args.securityPolicy} is for REST APIs only`;
  }
  if (isEdge(args)) {
    return "a REST API: edge-optimized domains support REST APIs only";
  }
  return isPrivate(args) ? "a REST API: private domains support REST APIs only" : undefined;
}

interface Entry {
  argument: string;
  protocol: ApiProtocol | undefined;
}

function entries(problems: Problems, name: string, of: Record<string, { api: ApiRef }>): Entry[] {
  return Object.entries(of).map(([key, { api }]) => {
    const argument = `${name}[${JSON.stringify(key)}].api`;
    checkApi(problems, argument, api);
    return { argument, protocol: apiProtocol(api) };
  });
}

function reject(problems: Problems, entries: readonly Entry[], expected: string): void {
  for (const { argument, protocol } of entries) {
    problems.add(argument, { received: `${protocol} API`, expected, fix: "give it a domain of its own" });
  }
}
