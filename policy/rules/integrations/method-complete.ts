import { V1, V2 } from "../../../aws/resource-types";
import { onSameMethod } from "../../facts/rest-methods";
import type { Graph } from "../../graph/graph";
import type { PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";
import { stackRule } from "../../pack/rule";

export const methodComplete = stackRule({
  name: "method-complete",
  title: "A deployed API has whole methods, or routes",
  description:
    "A deployed HTTP or WebSocket API has routes. A deployed REST API has methods, each with an integration, and the models and validators that its methods name; what is on a method is made after it.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  advice: "the order in which the parts of a method are made: it may be right by chance.",
  why: `API Gateway refuses the deployment, "The REST API doesn't contain any methods", "Unable to deploy API because no routes exist in this API" or "No integration defined for method", and the method, "Invalid model identifier specified" or "Invalid Request Validator identifier specified".`,
  fix: "Add what is missing, and take httpMethod and statusCode from the resources that a part depends on.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Method("get", { restApi: api.id, resourceId: orders.id, httpMethod: "GET", authorization: "AWS_IAM" });
new apigateway.Deployment("live", { restApi: api.id, triggers });`,
    passes: `const { httpMethod } = new apigateway.Method("get", { restApi: api.id, resourceId: orders.id, httpMethod: "GET", authorization: "AWS_IAM" });
const mock = new apigateway.Integration("get", { restApi: api.id, resourceId: orders.id, httpMethod, type: "MOCK" });
new apigateway.Deployment("live", { restApi: api.id, triggers }, { dependsOn: [mock] });`,
  },
  options: {},
  types: [V1.deployment, V2.deployment, V1.method, V1.methodResponse, V1.integration, V1.integrationResponse],
  check(part, { graph, report, reportOn, reportAdvisory }) {
    if (part.type === V2.deployment) {
      const api = withoutRoutes(graph, part);
      if (api) {
        reportOn(api, `${part.name} deploys ${api.name}, which has no routes.`, `Add routes to ${api.name}.`);
      }
      return;
    }
    const api = graph.find(part, { path: "restApi", type: V1.restApi });
    const own = api && isOwn(graph, api) ? api : undefined;
    if (part.type === V1.deployment) {
      const methods = own && graph.referring(own, V1.method, { path: "restApi" });
      if (own && methods?.resources.length === 0 && methods.unsure.length === 0) {
        // on the API, whose methods may be elsewhere where it is only read
        reportOn(own, `${part.name} deploys ${own.name}, which has no methods.`, `Add methods to ${own.name}.`);
      }
      return;
    }
    for (const first of made(graph, part)) {
      reportAdvisory(
        `${part.name} may be made before ${first.name}, without which API Gateway refuses it.`,
        `Take an input of ${part.name} from ${first.name}, or add it to dependsOn.`,
      );
    }
    if (own === undefined) {
      return;
    }
    if (part.type === V1.method && isDeployed(graph, own) && isWithoutIntegration(graph, part)) {
      report(
        `${part.name} has no integration, so API Gateway refuses each deployment of ${own.name}.`,
        `Add an Integration to ${part.name}.`,
      );
    }
    for (const name of missingModels(graph, own, part)) {
      reportOn(
        own,
        `${part.name} names the model ${name}, and ${own.name} has none of that name.`,
        `Add it to ${own.name}.`,
      );
    }
    const validator = validatorByName(graph, own, part);
    if (validator) {
      report(
        `${part.name} has the name of the request validator ${validator.name} as its requestValidatorId.`,
        `Write the id of ${validator.name}.`,
      );
    }
  },
});

/** Returns the API of a deployment where it has no routes; its document, or what it was quickly made for, gives it some. */
function withoutRoutes(graph: Graph, deployment: PolicyResource): PolicyResource | undefined {
  const api = graph.find(deployment, { path: "apiId", type: V2.api });
  if (api === undefined || api.has("body") || api.has("target")) {
    return undefined;
  }
  const { resources, unsure } = graph.referring(api, V2.route, { path: "apiId" });
  return resources.length === 0 && unsure.length === 0 ? api : undefined;
}

/** Returns whether all parts of an API are resources of the stack: an OpenAPI document has parts of its own. */
function isOwn(graph: Graph, api: PolicyResource): boolean {
  const puts = graph.referring(api, V1.restApiPut, { path: "restApiId" });
  return !api.has("body") && puts.resources.length === 0 && puts.unsure.length === 0;
}

function isDeployed(graph: Graph, api: PolicyResource): boolean {
  return graph.referring(api, V1.deployment, { path: "restApi" }).resources.length > 0;
}

function isWithoutIntegration(graph: Graph, method: PolicyResource): boolean {
  const integrations = onSameMethod(graph, method, V1.integration);
  return integrations?.parts.length === 0 && integrations.isComplete;
}

/** Every API has these: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
const BUILT_IN = ["Empty", "Error"];

/** Returns the models that a part names and its API lacks, as far as all names are known. */
function missingModels(graph: Graph, api: PolicyResource, part: PolicyResource): string[] {
  const input =
    part.type === V1.method ? "requestModels" : part.type === V1.methodResponse ? "responseModels" : undefined;
  const used = input && Object.values(fieldsAt(ifKnown(() => part.value(input))) ?? {});
  const { resources, unsure } = graph.referring(api, V1.model, { path: "restApi" });
  const names = resources.map((model) => model.maybeText("name"));
  return used === undefined || unsure.length > 0 || names.includes(undefined)
    ? []
    : used.filter((name): name is string => typeof name === "string" && ![...BUILT_IN, ...names].includes(name));
}

/** Returns the validator whose name a method has in place of its id. */
function validatorByName(graph: Graph, api: PolicyResource, method: PolicyResource): PolicyResource | undefined {
  const id = method.type === V1.method ? method.maybeText("requestValidatorId") : undefined;
  const { resources } = graph.referring(api, V1.requestValidator, { path: "restApi" });
  return id === undefined
    ? undefined
    : resources.find((one) => one.maybeText("name") === id && one.maybeText("id") !== id);
}

/** Returns what has to be there before a part, and may not be: Pulumi makes resources at the same time unless one depends on another. */
function made(graph: Graph, part: PolicyResource): PolicyResource[] {
  const needed =
    part.type === V1.integrationResponse ? V1.integration : part.type === V1.method ? undefined : V1.method;
  const [first] = (needed && onSameMethod(graph, part, needed)?.parts) ?? [];
  return first === undefined || graph.madeBefore(part).has(first) ? [] : [first];
}
