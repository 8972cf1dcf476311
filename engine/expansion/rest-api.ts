import { defined } from "../../language/defined";
import { LAMBDA, V1 } from "../../aws/resource-types";
import { DeploymentError } from "../monitor/deployment-error";
import { type ResourceNode } from "../graph/graph";
import { containsUnknown, type PropertyValue, reveal, UNKNOWN } from "../graph/value";
import { type ExpansionHost, type Properties } from "./host";
import { RestApiDocument } from "./rest-api-document";
import {
  dependenciesOf,
  isObject,
  jsonOf,
  listOf,
  outputOf,
  plainText,
  referenceTo,
  shortHash,
  textOf,
} from "./values";

/** From this version on the component is made of version 7 of the AWS provider, whose deployments have no stage. */
const WITHOUT_DEPLOYED_STAGE = 3;

/**
 * The children of `RestAPI` of @pulumi/aws-apigateway, as its plugin makes them: the API with a document of the routes, a deployment, a
 * permission for each route with a function, and the stage.
 * @see https://github.com/pulumi/pulumi-aws-apigateway
 */
export async function expandRestApi(host: ExpansionHost): Promise<Properties> {
  const { component } = host;
  const { inputs, name } = component;
  const { apiKeySource, description, disableExecuteApiEndpoint, tags } = inputs;
  const document = new RestApiDocument(host);
  const body = await bodyOf(host, document);
  const api = await host.register({
    type: V1.restApi,
    name,
    inputs: {
      name: titleOf(body.text, name),
      binaryMediaTypes: inputs.binaryMediaTypes ?? ["*/*"],
      body: body.text,
      ...defined({ apiKeySource, description, disableExecuteApiEndpoint, tags }),
    },
    dependencies: { body: body.dependencies },
  });
  const major = Number(/^\d+/.exec(host.version)?.[0] ?? WITHOUT_DEPLOYED_STAGE);
  const older = major < WITHOUT_DEPLOYED_STAGE;
  const deployment = await host.register({
    type: V1.deployment,
    name,
    inputs: {
      restApi: api.id ?? UNKNOWN,
      ...defined({ stageName: older ? "" : undefined }),
      variables: { version: versionOf(api, body.text) },
    },
    dependencies: { restApi: [api.urn], variables: [api.urn, ...body.dependencies] },
  });
  const permissions = await permit(host, document, older ? deployment : api, older ? "" : "/");
  const stageName = inputs.stageName ?? "stage";
  const stage = await host.register({
    type: V1.stage,
    name,
    inputs: { restApi: api.id ?? UNKNOWN, deployment: deployment.id ?? UNKNOWN, stageName, ...defined({ tags }) },
    dependencies: { restApi: [api.urn], deployment: [deployment.urn] },
    dependsOn: permissions.map(({ urn }) => urn),
  });
  const url = older
    ? textOf([outputOf(deployment, "invokeUrl"), stageName, "/"])
    : textOf([outputOf(stage, "invokeUrl"), "/"]);
  return { url, api: referenceTo(api), deployment: referenceTo(deployment), stage: referenceTo(stage) };
}

interface Body {
  text: PropertyValue;
  dependencies: string[];
}

async function bodyOf(host: ExpansionHost, document: RestApiDocument): Promise<Body> {
  const { swaggerString, routes } = host.component.inputs;
  const dependencies = [...new Set([...dependenciesOf(routes), ...host.component.dependencies])];
  if (swaggerString !== undefined && swaggerString !== null && swaggerString !== "") {
    return {
      text: containsUnknown(swaggerString) ? UNKNOWN : titled(swaggerString, host.component.name),
      dependencies,
    };
  }
  if (routes === undefined || routes === null) {
    throw new DeploymentError(
      `${host.component.type} "${host.component.name}": API must specify either swaggerString or at least one route.`,
    );
  }
  if (containsUnknown(routes) && !Array.isArray(reveal(routes))) {
    return { text: UNKNOWN, dependencies };
  }
  for (const route of listOf(routes)) {
    await document.add(route);
  }
  return { text: jsonOf(document.content), dependencies: [...new Set([...dependencies, ...document.dependencies])] };
}

/** A document of the program's own gets the component's name as its title where it has none. */
function titled(text: PropertyValue, name: string): PropertyValue {
  const document = JSON.parse(plainText(text)) as PropertyValue;
  if (!isObject(document)) {
    return text;
  }
  const info = isObject(document.info) ? document.info : {};
  return textOf([text]) === text ? JSON.stringify({ ...document, info: { ...info, title: info.title ?? name } }) : text;
}

function titleOf(body: PropertyValue, name: string): PropertyValue {
  if (typeof body !== "string" || body === UNKNOWN) {
    return name;
  }
  const document = JSON.parse(body) as PropertyValue;
  return isObject(document) && isObject(document.info) ? (document.info.title ?? name) : name;
}

/** Changes with all that a deployment is a snapshot of. */
function versionOf(api: ResourceNode, body: PropertyValue): PropertyValue {
  const snapshot: Properties = {
    apiKey: outputOf(api, "apiKeySource"),
    binaryMediaTypes: outputOf(api, "binaryMediaTypes"),
    endpointConfig: outputOf(api, "endpointConfiguration"),
    minimumCompression: outputOf(api, "minimumCompressionSize"),
    policy: outputOf(api, "policy"),
    swagger: body,
  };
  return containsUnknown(snapshot) ? UNKNOWN : shortHash(JSON.stringify(reveal(snapshot)));
}

/** Lets the API invoke the function of each route, by any stage. */
async function permit(
  host: ExpansionHost,
  document: RestApiDocument,
  source: ResourceNode,
  separator: string,
): Promise<ResourceNode[]> {
  const made: ResourceNode[] = [];
  for (const { method, path, target } of document.functions) {
    const call = `${method === "ANY" ? "*" : method}${path}`;
    made.push(
      await host.register({
        type: LAMBDA.permission,
        name: `${host.component.name}-${shortHash(call)}`,
        inputs: {
          action: "lambda:invokeFunction",
          function: target.id ?? UNKNOWN,
          principal: "apigateway.amazonaws.com",
          sourceArn: textOf([outputOf(source, "executionArn"), separator, "*/", call]),
        },
        dependencies: { function: [target.urn], sourceArn: [source.urn] },
      }),
    );
  }
  return made;
}
