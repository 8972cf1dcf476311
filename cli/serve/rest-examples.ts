import type { ApiKeyModel, ApiModel } from "../../gateway/model/api-model";
import { logicalName } from "../../engine/graph/named-resource";
import type { RestApiModel } from "../../gateway/model/rest-api/model";
import type { RestMethodModel } from "../../gateway/model/rest-api/definition-model";
import { stageKeys } from "../../gateway/behavior/rest-api/stage-keys";
import type { TokenHeaders } from "./token-headers";

/** The parts of a REST API's lines. */
export interface RestExamples {
  /** With everything that the method wants of a client, but for the URL. */
  curl: { method: RestMethodModel; arguments: string[] }[];
  /** The requirement of the other methods. */
  notes: string[];
}

/** A header, or undefined where none can be made up. */
type KeyHeader = { name: string; value: string } | undefined;

/** The methods that read and that a client without more than an API key may call, as curl calls them. */
export function restExamples(
  api: RestApiModel,
  stageName: string,
  model: ApiModel,
  tokens: TokenHeaders,
): RestExamples {
  const keys = stageKeys(model, api.id, stageName);
  const generated = keys.find(({ isGenerated }) => isGenerated);
  const reading = api.definition.methods.filter(({ httpMethod }) => httpMethod === "GET" || httpMethod === "ANY");
  const curl = reading.flatMap((method) => {
    const asked = askedOf(api, method, generated?.value, tokens);
    return asked === undefined ? [] : [{ method, arguments: asked }];
  });
  return { curl, notes: keyNotes(api, keys, generated) };
}

/** Curl's arguments, or undefined where a client needs what nobody but its owner has. */
function askedOf(
  api: RestApiModel,
  method: RestMethodModel,
  key: string | undefined,
  tokens: TokenHeaders,
): string[] | undefined {
  const needsParameters = method.validatesParameters && Object.values(method.requestParameters).includes(true);
  const tokenArgument = tokenArgumentOf(method, tokens);
  const isOpen = method.authorizationType === "NONE" || tokenArgument !== undefined;
  if (needsParameters || (!isOpen && !findsKey(api, method))) {
    return undefined;
  }
  const asked = tokenArgument === undefined ? [] : [tokenArgument];
  if (!method.apiKeyRequired) {
    return isOpen ? asked : undefined;
  }
  const header = key === undefined ? undefined : keyHeader(api, method, key);
  return header === undefined ? undefined : [...asked, `-H '${header.name}: ${header.value}'`];
}

/** Returns curl's argument with a token; undefined where the method takes none that can be signed on this machine. */
function tokenArgumentOf({ authorizer, routeKey }: RestMethodModel, tokens: TokenHeaders): string | undefined {
  return (authorizer?.type === "COGNITO_USER_POOLS" || authorizer?.type === "JWT") &&
    tokens.accepts(authorizer.issuers[0] ?? "")
    ? tokens.argument(routeKey, authorizer.identitySources[0])
    : undefined;
}

/** Returns whether the method's authorizer is the one that says which API key a request has. */
function findsKey({ apiKeySource }: RestApiModel, { authorizationType }: RestMethodModel): boolean {
  return apiKeySource === "AUTHORIZER" && authorizationType === "CUSTOM";
}

/**
 * Returns where a method looks for a key. An authorizer finds it in whatever it likes: most take it for a bearer token.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
function keyHeader({ apiKeySource }: RestApiModel, { authorizer }: RestMethodModel, key: string): KeyHeader {
  if (apiKeySource === "HEADER") {
    return { name: "x-api-key", value: key };
  }
  const source = authorizer?.type === "TOKEN" ? authorizer.identitySources[0] : undefined;
  const name = /^method\.request\.header\.(.+)$/.exec(source ?? "")?.[1];
  return name === undefined ? undefined : { name, value: `Bearer ${key}` };
}

function keyNotes(api: RestApiModel, keys: ApiKeyModel[], generated: ApiKeyModel | undefined): string[] {
  if (!api.definition.methods.some(({ apiKeyRequired }) => apiKeyRequired)) {
    return [];
  }
  const place = api.apiKeySource === "HEADER" ? "in the x-api-key header" : "where the authorizer looks for it";
  if (generated !== undefined) {
    const isGuess = api.definition.methods.some(
      (method) => findsKey(api, method) && method.authorizer?.type === "TOKEN",
    );
    const where = isGuess ? "as a bearer token, unless the authorizer looks for it elsewhere" : place;
    return [`with the API key ${logicalName(generated.urn)} ${where}; gatewright key prints it and the others`];
  }
  const [first] = keys;
  return first === undefined
    ? [`with an API key ${place}: no usage plan of the stage has one that is enabled`]
    : [`with an API key ${place}: the program gives ${logicalName(first.urn)} its value, which is not shown here`];
}
