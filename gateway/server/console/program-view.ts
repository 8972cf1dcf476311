import { logicalName } from "../../../engine/graph/named-resource";
import type { ApiKeyModel } from "../../model/api-model";
import type { ServedApis } from "../served-apis";
import type { ServedStage } from "../served-urls";
import { integrationName, type NamedIntegration } from "../shared/integration-name";

/** The members of a route, or of a method, that the page shows. */
interface ServedRoute {
  routeKey: string;
  authorizationType: string;
  authorizer?: { name: string } | undefined;
  apiKeyRequired?: boolean;
  integration?: NamedIntegration | undefined;
}

/** A route as the page lists it. */
interface RouteView {
  api: string;
  kind: "http" | "rest" | "websocket";
  route: string;
  authorization: string;
  integration: string;
}

/** Returns the APIs, stages and routes that are served. */
export function programView(served: ServedApis, stages: readonly ServedStage[]): object {
  return {
    stages: stages.map(({ name, stage, url }) => ({ api: name, stage, url, isWebSocket: url.startsWith("ws") })),
    routes: routesOf(served),
  };
}

function routesOf(served: ServedApis): RouteView[] {
  const { httpApis, restApis, webSocketApis } = served;
  const views = (
    kind: RouteView["kind"],
    { name, stages }: { name: string; stages: readonly { variables?: Record<string, string> | undefined }[] },
    routes: readonly ServedRoute[],
  ): RouteView[] =>
    routes.map(({ routeKey, authorizationType, authorizer, apiKeyRequired = false, integration }) => ({
      api: name,
      kind,
      route: routeKey,
      authorization: [authorizer?.name ?? plainType(authorizationType), apiKeyRequired ? "API key" : ""]
        .filter((text) => text !== "")
        .join(", "),
      integration: integration === undefined ? "" : integrationName(integration, served, stages[0]?.variables),
    }));
  return [
    ...httpApis.flatMap(({ model }) => views("http", model, model.routes)),
    ...restApis.flatMap(({ model }) => views("rest", model, model.definition.methods)),
    ...webSocketApis.flatMap(({ model }) => views("websocket", model, model.routes)),
  ];
}

function plainType(type: string): string {
  return type === "NONE" ? "" : type === "AWS_IAM" ? "IAM" : type;
}

/** An issuer and audience whose tokens an authorizer accepts. */
export interface TokenChoice {
  api: string;
  authorizer: string;
  issuer: string;
  audience: string;
  /** The scopes that routes of the authorizer ask for. */
  scopes: string[];
}

/** Returns the tokens that the authorizers accept, each kind once. */
export function tokenChoices({ httpApis, restApis }: ServedApis): TokenChoice[] {
  const choices = new Map<string, TokenChoice>();
  const add = (api: string, authorizer: string, issuer: string, audience: string, scopes: readonly string[]): void => {
    const key = JSON.stringify([api, authorizer, issuer, audience]);
    const known = choices.get(key)?.scopes ?? [];
    choices.set(key, { api, authorizer, issuer, audience, scopes: [...new Set([...known, ...scopes])] });
  };
  for (const { model } of httpApis) {
    for (const { authorizer, authorizationScopes } of model.routes) {
      if (authorizer?.type === "JWT") {
        add(model.name, authorizer.name, authorizer.issuer, authorizer.audiences[0] ?? "", authorizationScopes);
      }
    }
  }
  for (const { model } of restApis) {
    for (const { authorizer, authorizationScopes } of model.definition.methods) {
      if (authorizer?.type === "JWT") {
        authorizer.trusted.forEach(({ issuer, audiences }) =>
          add(model.name, authorizer.name, issuer, audiences[0] ?? "", authorizationScopes),
        );
      } else if (authorizer?.type === "COGNITO_USER_POOLS") {
        authorizer.issuers.forEach((issuer) => add(model.name, authorizer.name, issuer, "", authorizationScopes));
      }
    }
  }
  return [...choices.values()];
}

/** Returns the API keys by name. Only a value that the engine made up may be copied: it is no secret. */
export function keyChoices(keys: readonly ApiKeyModel[]): object[] {
  return keys.map(({ id, urn, enabled, isGenerated }) => ({ id, name: logicalName(urn), enabled, isGenerated }));
}
