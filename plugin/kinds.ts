import type { AuthorizerSpec, IntegrationSpec } from "../components";
import type { AuthorizerInput } from "./authorizer-input";
import type { IntegrationInput } from "./integration-input";
import { defined } from "../language/defined";

/** Returns a flat integration as the union that components take; they check at run time what the union forbids. */
export function integrationOf(input: IntegrationInput): IntegrationSpec {
  return input as IntegrationSpec;
}

/** Returns a flat authorizer as the union that components take; they check at run time what the union forbids. */
export function authorizerOf(input: AuthorizerInput): AuthorizerSpec {
  return input as AuthorizerSpec;
}

/** A route's flat members. */
interface RouteInput {
  integration: IntegrationInput;
  authorizer?: AuthorizerInput;
}

/** Returns routes with their integrations and authorizers as components take them. */
export function routesOf<Route extends RouteInput>(
  routes: Record<string, Route>,
): Record<
  string,
  Omit<Route, "integration" | "authorizer"> & { integration: IntegrationSpec; authorizer?: AuthorizerSpec }
> {
  return Object.fromEntries(
    Object.entries(routes).map(([key, { integration, authorizer, ...settings }]) => [
      key,
      {
        ...settings,
        integration: integrationOf(integration),
        ...defined({ authorizer: authorizer === undefined ? undefined : authorizerOf(authorizer) }),
      },
    ]),
  );
}
