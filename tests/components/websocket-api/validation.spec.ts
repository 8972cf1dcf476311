import assert from "node:assert/strict";
import { lambda, none, WebSocketApi } from "../../../components";
import { deploy } from "../../support/deploy";
import { webSocketProblems } from "./problems";

const FN = "arn:aws:lambda:eu-west-1:123456789012:function:chat";
const open = none("a public chat");
const ROUTE = "apigatewayv2/route:Route";

describe("a WebSocketApi with models", () => {
  const models = { Say: { type: "object", required: ["text"] }, Any: "{}" };

  it("validates messages by the default model, or by one that the expression names", async () => {
    const { inputsOf, namesOf } = await deploy(
      () =>
        new WebSocketApi("chat", {
          authorizer: open,
          models,
          routes: {
            $connect: { integration: lambda(FN), requiredHeaders: ["Origin"], requiredQueryParameters: ["room"] },
            say: { integration: lambda(FN), requestModel: "Say" },
            send: {
              integration: lambda(FN),
              requestModels: { text: "Say", $default: "Any" },
              modelSelectionExpression: "$request.body.type",
            },
            stop: lambda(FN),
          },
        }),
    );
    assert.deepEqual(namesOf("apigatewayv2/model:Model"), ["chat-Any-model", "chat-Say-model"]);
    const model = inputsOf("apigatewayv2/model:Model", "chat-Say-model");
    assert.equal(model.name, "Say");
    assert.equal(model.contentType, "application/json");
    assert.deepEqual(JSON.parse(String(model.schema)), models.Say);
    const say = inputsOf(ROUTE, "chat-say");
    assert.deepEqual(say.requestModels, { $default: "Say" });
    assert.equal(say.modelSelectionExpression, "\\$default");
    const send = inputsOf(ROUTE, "chat-send");
    assert.deepEqual(send.requestModels, { text: "Say", $default: "Any" });
    assert.equal(send.modelSelectionExpression, "$request.body.type");
    assert.deepEqual(inputsOf(ROUTE, "chat-$connect").requestParameters, [
      { requestParameterKey: "route.request.header.Origin", required: true },
      { requestParameterKey: "route.request.querystring.room", required: true },
    ]);
    assert.equal("requestModels" in inputsOf(ROUTE, "chat-stop"), false);
  });

  it("refuses models that are none, that a route has no message for, or that nothing chooses", async () => {
    const integration = lambda(FN);
    const problems = await webSocketProblems({
      authorizer: open,
      models: { ...models, "a-b": {}, Bad: "{", Long: JSON.stringify({ description: "x".repeat(32_768) }) },
      apiKeySource: "AUTHORIZER",
      routes: {
        $connect: { integration, requestModel: "Say" },
        say: { integration, requestModel: "Said", requiredHeaders: ["Origin"] },
        send: { integration, requestModels: { text: "Say" } },
        both: { integration, requestModel: "Say", modelSelectionExpression: "$request.body.type" },
      },
    });
    assert.deepEqual(
      problems.map(({ argument }) => argument),
      [
        'routes["$connect"].requestModel',
        'routes["say"].requestModel',
        'routes["say"].requiredHeaders',
        'routes["send"].modelSelectionExpression',
        'routes["both"].modelSelectionExpression',
        "apiKeySource",
        "models",
        "models.Bad",
        "models.Long",
      ],
    );
  });

  it("makes another snapshot where a model changes, and keeps the name of its own model free", async () => {
    const made = async (schema: object): Promise<{ definition: string; names: string[] }> => {
      const { inputsOf, namesOf } = await deploy(
        () =>
          new WebSocketApi("chat", {
            authorizer: open,
            autoDeploy: false,
            models: { RouteKeys: schema },
            routes: { say: { integration: lambda(FN), requestModel: "RouteKeys" } },
          }),
      );
      const { triggers } = inputsOf("apigatewayv2/deployment:Deployment") as { triggers: { definition: string } };
      const names = namesOf("apigatewayv2/model:Model").map((name) => inputsOf("apigatewayv2/model:Model", name).name);
      return { definition: triggers.definition, names: names as string[] };
    };
    const [one, two] = [await made({ type: "object" }), await made({ type: "string" })];
    assert.notEqual(one.definition, two.definition);
    assert.deepEqual(one.names, ["RouteKeys", "RouteKeys2"]);
  });
});
