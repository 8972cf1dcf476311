import assert from "node:assert/strict";
import { computedProperties, previewOutputs, synthesise } from "../../../engine/synthesis";
import { isSecret, RESOURCE_REFERENCE_SIGNATURE, secret, SIGNATURE_KEY, UNKNOWN } from "../../../engine/graph/value";
import { IRELAND, synthesised } from "./synthesised";

const API = "aws:apigatewayv2/api:Api";
const STAGE = "aws:apigatewayv2/stage:Stage";

describe("synthesise", () => {
  it("gives the same URN the same id, and another URN another", () => {
    assert.deepEqual(synthesised(API, { protocolType: "HTTP" }), synthesised(API, { protocolType: "HTTP" }));
    assert.notEqual(synthesised(API, { protocolType: "HTTP" }).id, synthesised("aws:apigateway/restApi:RestApi").id);
  });

  it("makes unknown what follows from an unknown input, and no more", () => {
    const { outputs } = synthesised(STAGE, { apiId: UNKNOWN, name: "v1" });
    assert.equal(outputs.invokeUrl, UNKNOWN);
    assert.equal(outputs.arn, UNKNOWN);
    assert.equal(outputs.name, "v1");
  });

  it("makes secret what follows from a secret input, and no more", () => {
    const { outputs } = synthesised("aws:dynamodb/table:Table", { name: secret("hush"), attributes: [] });
    assert.deepEqual(outputs.arn, secret("arn:aws:dynamodb:eu-west-1:123456789012:table/hush"));
    assert.equal(isSecret(outputs.streamArn), false);
  });

  it("takes a resource in an id's place for its id", () => {
    const reference = { [SIGNATURE_KEY]: RESOURCE_REFERENCE_SIGNATURE, urn: "urn:x", id: "a1b2c3d4e5" };
    const { outputs } = synthesised("aws:apigateway/stage:Stage", {
      restApi: reference,
      stageName: "v1",
      deployment: "d",
    });
    assert.equal(outputs.restApi, "a1b2c3d4e5");
    assert.equal(outputs.invokeUrl, "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1");
  });

  it("gives a resource that is read by its id the outputs of that id", () => {
    const read = (type: string, id: string) =>
      synthesise({ type, name: "x", urn: `urn:${type}`, inputs: {}, dependencies: [], id }, IRELAND).outputs;
    assert.equal(read("aws:lambda/function:Function", "pay").arn, "arn:aws:lambda:eu-west-1:123456789012:function:pay");
    assert.equal(
      read("aws:sns/topic:Topic", "arn:aws:sns:eu-west-1:999999999999:t").arn,
      "arn:aws:sns:eu-west-1:999999999999:t",
    );
    assert.equal(read(API, "a1b2c3d4e5").executionArn, "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5");
  });

  it("copies the inputs of an AWS type that it doesn't know, and adds an ARN", () => {
    const { id, outputs } = synthesised("aws:amp/workspace:Workspace", { alias: "metrics" });
    assert.equal(outputs.alias, "metrics");
    assert.equal(outputs.arn, `arn:aws:amp:eu-west-1:123456789012:workspace/${id}`);
  });

  it("copies the inputs of another package's type and adds nothing", () => {
    assert.deepEqual(synthesised("random:index/randomPet:RandomPet", { length: 2 }).outputs, { length: 2 });
  });
});

describe("previewOutputs", () => {
  it("has inputs, names and defaults, and leaves what AWS computes unknown, inside of objects too", () => {
    const type = "aws:apigatewayv2/domainName:DomainName";
    const inputs = { domainName: "a.example.com", domainNameConfiguration: { endpointType: "REGIONAL" } };
    const outputs = previewOutputs({ type, name: "x", urn: "urn:x", inputs, dependencies: [] }, IRELAND);
    assert.deepEqual(outputs, {
      apiMappingSelectionExpression: UNKNOWN,
      arn: UNKNOWN,
      domainName: "a.example.com",
      domainNameConfiguration: {
        endpointType: "REGIONAL",
        hostedZoneId: UNKNOWN,
        ipAddressType: UNKNOWN,
        targetDomainName: UNKNOWN,
      },
      region: "eu-west-1",
      routingMode: UNKNOWN,
      tagsAll: {},
    });
  });
});

describe("computedProperties", () => {
  it("lists what a preview can't know, and nothing for a type that isn't listed", () => {
    assert.deepEqual(computedProperties(API), ["apiEndpoint", "arn", "executionArn", "ipAddressType"]);
    assert.deepEqual(computedProperties("aws:apigatewayv2/route:Route"), []);
    assert.equal(computedProperties("aws:amp/workspace:Workspace"), undefined);
  });
});
