import { cognitoIssuer } from "../../../aws/issuer";
import { USER_POOL, USER_POOL_CLIENT, V1, V2 } from "../../../aws/resource-types";
import { bodyIssuers } from "../../facts/open-api";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { some } from "../../graph/value";
import { stackRule } from "../../pack/rule";

export const jwtAudienceSet = stackRule({
  name: "jwt-audience-set",
  title: "A JWT authorizer names its audiences",
  description: "A JWT authorizer has at least one audience, which is a client of its user pool.",
  severity: "high",
  category: "security",
  blocks: "production",
  advice: "an audience that is none of the clients of the user pool in this stack. The client may be made elsewhere.",
  why: "A token of the same issuer for another application passes where no audience is named. With Cognito the audience is an app client's id.",
  fix: "Set jwtConfiguration.audiences to the ids of the clients that may call.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://login.example.com" },
});`,
    passes: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://login.example.com", audiences: ["https://api.example.com"] },
});`,
  },
  options: {},
  types: [V1.restApi, V2.api, V2.authorizer],
  check(authorizer, { graph, report, reportAdvisory }) {
    if (authorizer.type !== V2.authorizer) {
      for (const name of schemesForAnybody(authorizer)) {
        report(
          `The security scheme ${name} of ${authorizer.name} takes a token of its issuer for any application.`,
          `Set ${authorizer.type === V2.api ? "jwtConfiguration.audience" : "the audiences of jwtConfiguration.issuers"} in its x-amazon-apigateway-authorizer.`,
        );
      }
      return;
    }
    if (authorizer.text("authorizerType") !== "JWT") {
      return;
    }
    const path = "jwtConfiguration.audiences";
    const { known, complete } = authorizer.knownTexts(path);
    if (complete && known.length === 0) {
      report(`The authorizer ${authorizer.name} takes a token of its issuer for any application.`, `Set ${path}.`);
      return;
    }
    const id = cognitoIssuer(authorizer.maybeText("jwtConfiguration.issuer") ?? "")?.poolId;
    const pool = id === undefined ? undefined : graph.byKey(USER_POOL, "id", id);
    if (!pool || !complete) {
      return;
    }
    const { resources, unsure } = graph.referring(pool, USER_POOL_CLIENT, { path: "userPoolId" });
    const clients = resources.map((client) => client.maybeText("id"));
    const use = `Use the id of ${resources.length > 0 ? some(resources.map(({ name }) => name)) : "a client of the pool"}.`;
    const certain = known.filter((audience) => isOtherThing(graph, pool, audience));
    if (certain.length > 0) {
      reportAdvisory(
        `${some(certain)} in the audiences of ${authorizer.name} is ${isOtherThing(graph, pool, certain[0] ?? "") ?? ""}, and a token's aud is the id of a client of ${pool.name}.`,
        use,
      );
    }
    const strangers = known.filter((audience) => !clients.includes(audience) && !certain.includes(audience));
    if (unsure.length === 0 && clients.length > 0 && !clients.includes(undefined) && strangers.length > 0) {
      reportAdvisory(
        `${some(strangers)} in the audiences of ${authorizer.name} is no client of the user pool ${pool.name} here.`,
        use,
      );
    }
  },
});

/** Returns what an audience is that is certainly no client of the pool; undefined where it may be one. */
function isOtherThing(graph: Graph, pool: PolicyResource, audience: string): string | undefined {
  const of = (client: PolicyResource): PolicyResource | undefined =>
    ifKnown(() => graph.find(client, { path: "userPoolId", type: USER_POOL }));
  const other = graph.byKey(USER_POOL_CLIENT, "id", audience);
  const owner = other && of(other);
  if (owner !== undefined && owner !== pool) {
    return `a client of ${owner.name}`;
  }
  if (graph.all(USER_POOL).some((one) => one.maybeText("id") === audience)) {
    return "the id of a user pool";
  }
  return graph.all(USER_POOL_CLIENT).some((one) => one.maybeText("name") === audience)
    ? "the name of a client"
    : undefined;
}

/** The security schemes of an API's body that are JWT authorizers without an audience. */
function schemesForAnybody(api: PolicyResource): string[] {
  const open = bodyIssuers(api).filter(
    ({ audiences }) => audiences === undefined || (Array.isArray(audiences) && audiences.length === 0),
  );
  return [...new Set(open.map(({ scheme }) => scheme))];
}
