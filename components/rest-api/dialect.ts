import { isRecord } from "../../language/is-record";
import type { Json } from "./document";
import { importableSchemes } from "./document-security";
import type { OperationParts } from "./routes";
import { defined } from "../../language/defined";

/** The way one version of OpenAPI writes what a method has. */
export interface Dialect {
  operation(parts: OperationParts, given: Json, item: Json): Json;
  withComponents(body: Json, securitySchemes: Json, models: Json): Json;
}

/** https://spec.openapis.org/oas/v3.0.3 */
export const asOpenApi3: Dialect = {
  operation: (parts, given, item) => ({
    ...operationBase(parts, given, item, (parameter) => ({ ...parameter, schema: { type: "string" } })),
    ...defined({
      requestBody:
        Object.keys(parts.requestModels).length === 0
          ? undefined
          : { ...asRecord(given.requestBody), content: requestContent(parts, given), required: true },
    }),
    responses: responses(
      parts,
      given,
      (model) => ({
        content: { "application/json": { schema: { $ref: `#/components/schemas/${model}` } } },
      }),
      (name) => ({ [name]: { schema: { type: "string" } } }),
    ),
    ...extensions(parts),
  }),
  withComponents: (body, securitySchemes, models) => {
    const components = asRecord(body.components);
    const schemas = { ...asRecord(components.schemas), ...models };
    const schemes = { ...importableSchemes(components.securitySchemes), ...securitySchemes };
    const merged = defined({
      ...components,
      schemas: Object.keys(schemas).length === 0 ? undefined : schemas,
      securitySchemes: Object.keys(schemes).length === 0 ? undefined : schemes,
    });
    return defined({ ...body, components: Object.keys(merged).length === 0 ? undefined : merged });
  },
};

/** https://spec.openapis.org/oas/v2.0 */
export const asSwagger2: Dialect = {
  operation: (parts, given, item) => {
    const models = Object.values(parts.requestModels);
    const base = operationBase(parts, given, item, (parameter) => ({ ...parameter, type: "string" }));
    const parameters = Array.isArray(base.parameters) ? base.parameters.filter((it) => asRecord(it).in !== "body") : [];
    const body = { name: models[0], in: "body", required: true, schema: { $ref: `#/definitions/${models[0]}` } };
    return {
      ...base,
      ...defined({ parameters: models.length === 0 ? undefined : [...(parameters as unknown[]), body] }),
      responses: responses(
        parts,
        given,
        (model) => ({ schema: { $ref: `#/definitions/${model}` } }),
        (name) => ({
          [name]: { type: "string" },
        }),
      ),
      ...extensions(parts),
    };
  },
  withComponents: (body, securitySchemes, models) => {
    const definitions = { ...asRecord(body.definitions), ...models };
    const schemes = { ...importableSchemes(body.securityDefinitions), ...securitySchemes };
    return defined({
      ...body,
      definitions: Object.keys(definitions).length === 0 ? undefined : definitions,
      securityDefinitions: Object.keys(schemes).length === 0 ? undefined : schemes,
    });
  },
};

function operationBase(parts: OperationParts, given: Json, item: Json, write: (parameter: Json) => Json): Json {
  const own: unknown[] = Array.isArray(given.parameters) ? given.parameters : [];
  const inherited: unknown[] = Array.isArray(item.parameters) ? item.parameters : [];
  const isGiven = (name: string, place: string): boolean =>
    [...own, ...inherited].some((it) => asRecord(it).name === name && asRecord(it).in === place);
  // A parameter behind a $ref has no name to compare; it stays, and a path parameter is then taken to be among them.
  const hasReference = [...own, ...inherited].some((it) => asRecord(it).$ref !== undefined);
  const added = parts.parameters.filter(
    ({ name, in: place }) => !isGiven(name, place) && !(hasReference && place === "path"),
  );
  const required = new Set(parts.parameters.filter((it) => it.required).map((it) => `${it.in} ${it.name}`));
  const kept = own.map((it) =>
    isRecord(it) && required.has(`${String(it.in)} ${String(it.name)}`) ? { ...it, required: true } : it,
  );
  const parameters = [...kept, ...added.map((parameter) => write({ ...parameter }))];
  return {
    ...given,
    ...defined({ parameters: parameters.length === 0 ? undefined : parameters, operationId: parts.operationId }),
    // OpenAPI takes two entries for a choice. API Gateway reads each for itself: an entry with a key makes a method ask for
    // one, whatever the authorizer says, and so AWS SAM writes both. undocumented but for one entry alone.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-usage-plan-oas.html
    security: parts.security.map(({ scheme, scopes }) => ({ [scheme]: scopes })),
  };
}

function extensions(parts: OperationParts): Json {
  return defined({
    "x-amazon-apigateway-request-validator": parts.validator,
    "x-amazon-apigateway-integration": parts.integration,
  });
}

function requestContent(parts: OperationParts, given: Json): Json {
  const models = Object.entries(parts.requestModels).map(
    ([type, model]) => [type, { schema: { $ref: `#/components/schemas/${model}` } }] as const,
  );
  return { ...asRecord(asRecord(given.requestBody).content), ...Object.fromEntries(models) };
}

/** A document's own responses stay; ours are added, with the headers that mappings set. */
function responses(
  parts: OperationParts,
  given: Json,
  model: (name: string) => Json,
  header: (name: string) => Json,
): Json {
  const own = asRecord(given.responses);
  const isOwn = Object.keys(own).length > 0;
  const added = Object.entries(parts.responses).filter(
    ([status, response]) => !isOwn || own[status] !== undefined || response.headers.length > 0,
  );
  return {
    ...own,
    ...Object.fromEntries(
      added.map(([status, response]) => {
        const known = asRecord(own[status]);
        const ofHeaders = response.headers.map(header);
        const headers = ofHeaders.reduce<Json>((all, one) => ({ ...all, ...one }), asRecord(known.headers));
        return [
          status,
          {
            description: "The answer of the integration",
            ...(response.model === undefined ? undefined : model(response.model)),
            ...known,
            ...defined({ headers: Object.keys(headers).length === 0 ? undefined : headers }),
          },
        ];
      }),
    ),
  };
}

function asRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}
