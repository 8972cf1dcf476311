import { cognitoIssuer } from "../../../aws/issuer";
import { USER_POOL, USER_POOL_CLIENT, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { some } from "../../graph/value";

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
  types: [V2.authorizer],
  check(authorizer, { graph, report, reportAdvisory }) {
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
    if (!pool) {
      return;
    }
    const { resources, unsure } = graph.referring(pool, USER_POOL_CLIENT, { path: "userPoolId" });
    const clients = resources.map((client) => client.maybeText("id"));
    const strangers = known.filter((audience) => !clients.includes(audience));
    if (complete && unsure.length === 0 && clients.length > 0 && !clients.includes(undefined) && strangers.length > 0) {
      reportAdvisory(
        `${some(strangers)} in the audiences of ${authorizer.name} is no client of the user pool ${pool.name} here.`,
        `Use the id of ${some(resources.map(({ name }) => name))}.`,
      );
    }
  },
});
