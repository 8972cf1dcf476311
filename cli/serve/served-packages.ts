import type { ApiModel } from "../../gateway/model/api-model";
import type { Snapshot } from "../../gateway/model/snapshot";
import { readTables } from "../../gateway/model/shared/dynamodb-table";
import { type OptionalPackage } from "../shared/optional-packages";

/** A path that may name several places, which jsonpath-plus evaluates. */
const SEARCHING_PATH = /\$input\.(?:path|json)\(\s*["'][^"')]*(?:\*|\.\.|\?|[\d,]:|:\d|,)/;

/** What `serve` needs for a program, however it is served. */
export function servedPackages(
  { index, model }: Snapshot,
  options: { watch: boolean; https: boolean },
): OptionalPackage[] {
  const templates = mappingTemplates(model);
  const needs: [OptionalPackage, boolean][] = [
    ["jose", true],
    ["chokidar", options.watch],
    ["ws", model.webSocketApis.length > 0],
    // the @connections API of WebSocket APIs is served with TLS, since the SDKs take no other
    ["selfsigned", options.https || model.webSocketApis.length > 0],
    ["dynalite", readTables(index).length > 0],
    ["velocityjs", templates.length > 0],
    ["jsonpath-plus", templates.some((template) => SEARCHING_PATH.test(template))],
    ["ajv", validatesBodies(model)],
  ];
  return needs.flatMap(([name, needed]) => (needed ? [name] : []));
}

function mappingTemplates({ restApis, webSocketApis }: ApiModel): string[] {
  const rest = restApis
    .flatMap((api) => api.definition.methods)
    .flatMap(({ integration }) =>
      integration === undefined
        ? []
        : [integration.requestTemplates, ...integration.responses.map(({ responseTemplates }) => responseTemplates)],
    );
  const webSocket = webSocketApis.flatMap(({ integrations, routes }) => [
    ...integrations.flatMap(({ requestTemplates, responses }) => [
      requestTemplates,
      ...responses.map(({ templates }) => templates),
    ]),
    ...routes.flatMap(({ responses }) => responses.map(({ templates }) => templates)),
  ]);
  // an empty one passes the payload on as it is
  return [...rest, ...webSocket].flatMap((templates) => Object.values(templates)).filter((text) => text !== "");
}

function validatesBodies({ restApis }: ApiModel): boolean {
  return restApis.some(({ definition }) =>
    definition.methods.some(
      ({ validatesBody, requestModels }) => validatesBody && Object.keys(requestModels).length > 0,
    ),
  );
}
