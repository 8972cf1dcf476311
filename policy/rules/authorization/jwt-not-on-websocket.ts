import { V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";

export const jwtNotOnWebsocket = stackRule({
  name: "jwt-not-on-websocket",
  title: "JWT authorizers are for HTTP and REST APIs",
  description: "No WebSocket API has a JWT authorizer.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "API Gateway supports JWT authorizers for HTTP and REST APIs only. A browser cannot set the Authorization header of a WebSocket connection either.",
  fix: "Use a REQUEST authorizer with a Lambda function on $connect that checks the token from the query string or a protocol header.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html",
  equivalents: [],
  examples: {
    fails: `const chat = new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
new apigatewayv2.Authorizer("users", {
  apiId: chat.id,
  authorizerType: "JWT",
  jwtConfiguration: { issuer, audiences },
});`,
    passes: `const chat = new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
new apigatewayv2.Authorizer("users", {
  apiId: chat.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  identitySources: ["route.request.querystring.token"],
});`,
  },
  options: {},
  types: [V2.authorizer, V2.route],
  check(resource, { graph, report }) {
    const property = resource.type === V2.authorizer ? "authorizerType" : "authorizationType";
    if (resource.text(property) === "JWT" && isWebSocket(graph, resource)) {
      if (resource.type === V2.authorizer) {
        report(
          `The JWT authorizer ${resource.name} is on a WebSocket API, which takes REQUEST authorizers only.`,
          "Set authorizerType to REQUEST with a Lambda function.",
        );
      } else {
        report(
          `The route ${resource.name} of a WebSocket API asks for JWT.`,
          "Set authorizationType to CUSTOM with a REQUEST authorizer.",
        );
      }
    }
  },
});
