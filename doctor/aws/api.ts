import type { GetIntegrationsCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { logGroupOfArn } from "../../aws/arn";
import { functionArnOfUri, parseFunctionArn } from "../../aws/lambda-arn";
import { parseRouteKey, routeKeyProblem } from "../../aws/route-key";
import type { ApiFacts, JwtFacts, RouteFacts } from "../target";
import type { AwsReader } from "./reader";

/** An API as it is deployed. */
export interface DeployedApi {
  facts: ApiFacts;
  authorizers: JwtFacts[];
  stageExists: boolean;
  /** The log group that the stage's access log goes to. */
  accessLogGroup?: string;
}

type IntegrationItem = NonNullable<GetIntegrationsCommandOutput["Items"]>[number];

/** An HTTP or WebSocket API, otherwise a REST API; undefined where the region has none with this id. */
export async function readApi(reader: AwsReader, id: string, stage: string): Promise<DeployedApi | undefined> {
  return (await readV2(reader, id, stage)) ?? (await readRest(reader, id, stage));
}

async function readV2(reader: AwsReader, id: string, stage: string): Promise<DeployedApi | undefined> {
  const sdk = await import("@aws-sdk/client-apigatewayv2");
  const client = new sdk.ApiGatewayV2Client({ region: reader.region });
  const api = await reader.read("apigateway:GET", () => client.send(new sdk.GetApiCommand({ ApiId: id })));
  if (api === undefined) {
    return undefined;
  }
  const page = { ApiId: id, MaxResults: "500" };
  const [live, routes, integrations] = await Promise.all([
    reader.read("apigateway:GET", () => client.send(new sdk.GetStageCommand({ ApiId: id, StageName: stage }))),
    reader.read("apigateway:GET", () => client.send(new sdk.GetRoutesCommand(page))),
    reader.read("apigateway:GET", () => client.send(new sdk.GetIntegrationsCommand(page))),
  ]);
  const used = [...new Set((routes?.Items ?? []).flatMap(({ AuthorizerId }) => AuthorizerId ?? []))];
  const get = (authorizer: string) =>
    reader.read("apigateway:GET", () =>
      client.send(new sdk.GetAuthorizerCommand({ ApiId: id, AuthorizerId: authorizer })),
    );
  const authorizers = (await Promise.all(used.map(get))).flatMap((authorizer) => authorizer ?? []);
  const cors = api.CorsConfiguration;
  const names = new Map(authorizers.map(({ AuthorizerId, Name }) => [AuthorizerId, Name]));
  const targets = new Map((integrations?.Items ?? []).map((item) => [`integrations/${item.IntegrationId}`, item]));
  return {
    facts: {
      kind: api.ProtocolType === "WEBSOCKET" ? "websocket" : "http",
      id,
      name: api.Name ?? id,
      region: reader.region,
      stage,
      cors:
        cors === undefined
          ? null
          : {
              allowOrigins: cors.AllowOrigins ?? [],
              allowMethods: cors.AllowMethods ?? [],
              allowHeaders: cors.AllowHeaders ?? [],
              exposeHeaders: cors.ExposeHeaders ?? [],
              allowCredentials: cors.AllowCredentials ?? false,
              maxAge: cors.MaxAge,
            },
      disableExecuteApiEndpoint: api.DisableExecuteApiEndpoint,
      routes: (routes?.Items ?? []).flatMap((route): RouteFacts[] =>
        route.RouteKey === undefined || routeKeyProblem(route.RouteKey) !== undefined
          ? []
          : [
              {
                key: parseRouteKey(route.RouteKey),
                ...targetFacts(targets.get(route.Target ?? "")),
                scopes: route.AuthorizationScopes ?? [],
                authorizer: route.AuthorizationType === "JWT" ? names.get(route.AuthorizerId) : undefined,
                protected: route.AuthorizationType !== undefined && route.AuthorizationType !== "NONE",
              },
            ],
      ),
    },
    authorizers: authorizers.flatMap(({ Name, JwtConfiguration: jwt }): JwtFacts[] =>
      jwt?.Issuer === undefined ? [] : [{ name: Name ?? "", issuer: jwt.Issuer, audiences: jwt.Audience }],
    ),
    stageExists: live !== undefined,
    accessLogGroup: logGroupOfArn(live?.AccessLogSettings?.DestinationArn ?? ""),
  };
}

function targetFacts(integration: IntegrationItem | undefined): Partial<RouteFacts> {
  const { name, arn } = parseFunctionArn(functionArnOfUri(integration?.IntegrationUri ?? "") ?? "") ?? {};
  return { functionName: name, functionArn: arn, integrationTimeoutMs: integration?.TimeoutInMillis };
}

async function readRest(reader: AwsReader, id: string, stage: string): Promise<DeployedApi | undefined> {
  const { APIGatewayClient, GetRestApiCommand, GetStageCommand } = await import("@aws-sdk/client-api-gateway");
  const client = new APIGatewayClient({ region: reader.region });
  const api = await reader.read("apigateway:GET", () => client.send(new GetRestApiCommand({ restApiId: id })));
  if (api === undefined) {
    return undefined;
  }
  const get = () => client.send(new GetStageCommand({ restApiId: id, stageName: stage }));
  const live = await reader.read("apigateway:GET", get);
  return {
    facts: {
      kind: "rest",
      id,
      name: api.name ?? id,
      region: reader.region,
      stage,
      disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
      routes: [],
    },
    authorizers: [],
    stageExists: live !== undefined,
    accessLogGroup: logGroupOfArn(live?.accessLogSettings?.destinationArn ?? ""),
  };
}
