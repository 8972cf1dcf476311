import type { ApiProtocol } from "../shared/api-protocol";
import { isDeferred, type Problems } from "../shared/problems";
import type { IdentitySourceFields } from "./fields";

/** The place of a request's credentials unless the program sets another. */
export const DEFAULT_IDENTITY_SOURCES: readonly string[] = ["$request.header.Authorization"];

/** A selection expression as a kind of API has it. */
interface SourceForm {
  pattern: RegExp;
  expected: string;
  fix: string;
}

const REQUEST: SourceForm = {
  pattern: /^\$(request\.(header|querystring)|context|stageVariables)\.\S+$/,
  expected: "$request.header.<name>, $request.querystring.<name>, $context.<name> or $stageVariables.<name>",
  fix: 'write "$request.header.Authorization"',
};

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
const FORMS: Readonly<Record<ApiProtocol, SourceForm>> = {
  HTTP: REQUEST,
  REST: REQUEST,
  WEBSOCKET: {
    pattern: /^(route\.request\.(header|querystring)|stageVariables|context)\.[^\s]+$/,
    expected: "route.request.header.<name>, route.request.querystring.<name>, stageVariables.<name> or context.<name>",
    fix: 'write "route.request.querystring.token" or the like',
  },
};

/** Checks the identity sources that are known. */
export function checkIdentitySources(
  problems: Problems,
  { identitySources }: IdentitySourceFields,
  api: ApiProtocol,
): void {
  const { pattern, expected, fix } = FORMS[api];
  for (const source of isDeferred(identitySources) ? [] : (identitySources ?? [])) {
    problems.known<string>("identitySources", source, (received) =>
      pattern.test(received) ? undefined : { received, expected, fix },
    );
  }
}

/** Returns a source as REST APIs write it: `$request.header.x` is `method.request.header.x`, and `$context.x` is `context.x`. */
export function methodRequestSource(source: string): string {
  return source.replace(/^\$request\./, "method.request.").replace(/^\$/, "");
}

/** Returns the header's name of `$request.header.<name>`. */
export function headerOf(source: string): string {
  return source.split(".").slice(2).join(".");
}
