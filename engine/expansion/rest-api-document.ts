import { formatArn } from "../../aws/arn";
import { PULUMI_GATEWAY_RESPONSE, PULUMI_GATEWAY_RESPONSE_TYPES } from "../../aws/gateway-response-types";
import { defined } from "../../language/defined";
import { memberOf, methodOf, OPERATION_MEMBERS } from "../../aws/openapi";
import { DeploymentError } from "../monitor/deployment-error";
import { type ResourceNode } from "../graph/graph";
import { type PropertyValue, reveal } from "../graph/value";
import { type ExpansionHost, type Properties } from "./host";
import { authorizerScheme } from "./rest-api-authorizer";
import { StaticFiles } from "./rest-api-static";
import { isObject, listOf, outputOf, referenced, textOf } from "./values";

/** A route that invokes a function. */
export interface FunctionRoute {
  method: string;
  path: string;
  target: ResourceNode;
}

const ANY = memberOf("ANY");
const VALIDATORS = {
  ALL: { validateRequestBody: true, validateRequestParameters: true },
  BODY_ONLY: { validateRequestBody: true, validateRequestParameters: false },
  PARAMS_ONLY: { validateRequestBody: false, validateRequestParameters: true },
};

/** The OpenAPI document that `RestAPI` of @pulumi/aws-apigateway makes of its routes, member by member in the plugin's order. */
export class RestApiDocument {
  readonly functions: FunctionRoute[] = [];
  readonly content: Properties;
  private readonly paths: Record<string, Properties> = {};
  private readonly schemes: Properties = {};
  private readonly authorizers = new Map<string, string>();
  private readonly files: StaticFiles;

  constructor(private readonly host: ExpansionHost) {
    const { name, inputs } = host.component;
    const { requestValidator, apiKeySource, binaryMediaTypes, gatewayResponses } = inputs;
    this.files = new StaticFiles(host);
    this.content = {
      swagger: "2.0",
      info: { title: name, version: "1.0" },
      paths: this.paths,
      "x-amazon-apigateway-binary-media-types": binaryMediaTypes ?? ["*/*"],
      "x-amazon-apigateway-gateway-responses": {
        ...(isObject(gatewayResponses) ? gatewayResponses : undefined),
        ...withDefaults(gatewayResponses),
      },
      "x-amazon-apigateway-api-key-source": apiKeySource ?? "HEADER",
      ...defined({
        "x-amazon-apigateway-request-validators": requestValidator === undefined ? undefined : VALIDATORS,
        "x-amazon-apigateway-request-validator": requestValidator,
      }),
    };
  }

  /** URNs of the resources that the document is made of. */
  get dependencies(): string[] {
    return this.files.dependencies;
  }

  /** Adds a route of any kind. */
  async add(value: PropertyValue): Promise<void> {
    const route = isObject(value) ? value : {};
    const given = this.required(route, "path");
    const path = given.startsWith("/") ? given : `/${given}`;
    if (route.eventHandler !== undefined) {
      await this.addFunction(route, path);
    } else if (route.localPath !== undefined) {
      const operations = await this.files.operations(path, this.required(route, "localPath"), route);
      for (const { path: at, method, operation } of operations) {
        await this.addOperation(at, method, operation, route);
      }
    } else if (route.target !== undefined) {
      await this.addTarget(route, path, isObject(route.target) ? route.target : {});
    } else {
      const method = methodKey(this.required(route, "method"));
      (this.paths[path] ??= {})[method] = this.data(route);
    }
  }

  private data(route: Properties): PropertyValue {
    if (route.data === undefined) {
      throw this.error("Route missing required [data] property");
    }
    return route.data;
  }

  private async addFunction(route: Properties, path: string): Promise<void> {
    const method = this.required(route, "method");
    const target = referenced(this.host, route.eventHandler);
    if (target === undefined) {
      throw this.error(`The eventHandler of ${method} ${path} is not a function of this program`);
    }
    const { partition, region } = this.host.context;
    const start = formatArn({ partition, region, account: "lambda" }, "apigateway", "path/2015-03-31/functions/");
    await this.addOperation(
      path,
      methodKey(method),
      {
        "x-amazon-apigateway-integration": {
          uri: textOf([start, outputOf(target, "arn"), "/invocations"]),
          passthroughBehavior: "when_no_match",
          httpMethod: "POST",
          type: "aws_proxy",
        },
      },
      route,
    );
    this.functions.push({ method, path, target });
  }

  /** A target answers at the path and at all below it. */
  private async addTarget(route: Properties, path: string, target: Properties): Promise<void> {
    const root = path.endsWith("/") ? path : `${path}/`;
    const uri = target.uri ?? "";
    const plain = reveal(uri);
    const base = typeof plain === "string" && plain.endsWith("/") ? uri : textOf([uri, "/"]);
    const integration = (proxied: boolean): Properties => ({
      responses: { default: { statusCode: "200" } },
      uri: proxied ? textOf([base, "{proxy}"]) : base,
      type: target.type ?? "http_proxy",
      ...defined({ connectionType: target.connectionType, connectionId: target.connectionId }),
      passthroughBehavior: target.passthroughBehavior ?? "when_no_match",
      httpMethod: "ANY",
    });
    await this.addOperation(root, ANY, { "x-amazon-apigateway-integration": integration(false) }, route);
    await this.addOperation(
      `${root}{proxy+}`,
      ANY,
      {
        "x-amazon-apigateway-integration": {
          ...integration(true),
          requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
        },
        parameters: [{ name: "proxy", in: "path", required: true, type: "string" }],
      },
      route,
    );
  }

  private async addOperation(path: string, method: string, operation: Properties, route: Properties): Promise<void> {
    const security: PropertyValue[] = [];
    for (const authorizer of listOf(route.authorizers)) {
      security.push(await this.addAuthorizer(isObject(authorizer) ? authorizer : {}));
    }
    if (route.authorizers !== undefined) {
      operation.security = security;
    }
    const parameters = listOf(route.requiredParameters)
      .filter(isObject)
      .map(({ name, in: place }): Properties => ({ name: name ?? "", in: place ?? "", required: true }));
    if (parameters.length > 0) {
      operation.parameters = [...listOf(operation.parameters), ...parameters];
    }
    if (route.requestValidator !== undefined) {
      operation["x-amazon-apigateway-request-validator"] = route.requestValidator;
    }
    if (route.iamAuthEnabled === true) {
      operation["x-amazon-apigateway-auth"] = { type: "AWS_IAM" };
    }
    if (route.apiKeyRequired === true) {
      this.addScheme("api_key", { type: "apiKey", name: "x-api-key", in: "header" });
      operation.security = [...listOf(operation.security), { api_key: [] }];
    }
    (this.paths[path] ??= {})[method] = operation;
  }

  /** Adds an authorizer once, and returns the operation's requirement of it. */
  private async addAuthorizer(authorizer: Properties): Promise<Properties> {
    const { title } = isObject(this.content.info) ? this.content.info : {};
    const text = JSON.stringify(reveal({ ...authorizer, authorizerName: "" }));
    const same = [...this.authorizers].find(([, known]) => known === text)?.[0];
    const name =
      typeof authorizer.authorizerName === "string"
        ? authorizer.authorizerName
        : (same ?? `${typeof title === "string" ? title : ""}-authorizer-${Object.keys(this.schemes).length}`);
    if ((this.authorizers.get(name) ?? text) !== text) {
      throw this.error(`Two different authorizers using the same name: ${name}`);
    }
    if (!this.authorizers.has(name)) {
      this.authorizers.set(name, text);
      this.addScheme(name, await authorizerScheme(this.host, name, authorizer));
    }
    const scopes = authorizer.handler === undefined ? listOf(authorizer.methodsToAuthorize) : [];
    return { [name]: scopes };
  }

  private addScheme(name: string, scheme: Properties): void {
    this.content.securityDefinitions ??= this.schemes;
    this.schemes[name] ??= scheme;
  }

  private required(route: Properties, name: string): string {
    const value = reveal(route[name]);
    if (typeof value !== "string") {
      throw this.error(`Route missing required [${name}] property`);
    }
    return value;
  }

  private error(problem: string): DeploymentError {
    return new DeploymentError(`${this.host.component.type} "${this.host.component.name}": ${problem}`);
  }
}

/** Calls of what is not there, and calls that are denied, are answered as not found. */
function withDefaults(given: PropertyValue | undefined): Properties {
  const own = isObject(given) ? given : {};
  return Object.fromEntries(
    PULUMI_GATEWAY_RESPONSE_TYPES.filter((type) => own[type] === undefined).map((type) => [
      type,
      PULUMI_GATEWAY_RESPONSE,
    ]),
  );
}

function methodKey(method: string): string {
  const name = method.toUpperCase();
  const member = memberOf(name);
  if (!OPERATION_MEMBERS.includes(member) || methodOf(member) !== name) {
    throw new DeploymentError(`Method not supported: ${method}`);
  }
  return member;
}
