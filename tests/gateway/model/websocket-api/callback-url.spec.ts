import assert from "node:assert/strict";
import { callbackUrls } from "../../../../gateway/model/websocket-api/callback-url";
import { graphOf, node } from "../../../support/http-program";
import { webSocketApi, webSocketApiId } from "../../../support/websocket-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("the callback URLs of a WebSocket API", () => {
  it("are those of its stages and of the domains that are mapped to them", () => {
    const mapping = (name: string, inputs: Record<string, string>) =>
      node("aws:apigatewayv2/apiMapping:ApiMapping", name, { apiId: webSocketApiId(), stage: "dev", ...inputs });
    const graph = graphOf([
      ...webSocketApi({ routes: {}, stages: { dev: {}, prod: {} } }),
      mapping("root", { domainName: "chat.example.com" }),
      mapping("path", { domainName: "example.com", apiMappingKey: "chat" }),
      mapping("another API's", { domainName: "other.example.com", apiId: "another" }),
    ]);
    const own = `https://${webSocketApiId()}.execute-api.eu-west-1.amazonaws.com`;
    assert.deepEqual(
      callbackUrls(readSnapshot(graph).index, readSnapshot(graph).model.webSocketApis).map(({ deployed, stage }) => [
        deployed,
        stage,
      ]),
      [
        [`${own}/dev`, "dev"],
        [`${own}/prod`, "prod"],
        ["https://chat.example.com", "dev"],
        ["https://example.com/chat", "dev"],
      ],
    );
  });
});
