import assert from "node:assert/strict";
import { secret } from "../../../../engine/graph/value";
import { FUNCTION_ARN, graph, node, ordersFunction, permission } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const ARCHIVE = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "./dist" };

function read(...resources: Parameters<typeof graph>) {
  return readSnapshot(graph(...resources)).model.functions[0];
}

describe("readFunctions", () => {
  it("reads a function with all that it sets, its secrets plain", () => {
    const found = read(
      ordersFunction({
        timeout: 10,
        memorySize: 512,
        environment: { variables: { TABLE: "orders", KEY: secret("s3cret") } },
        architectures: ["arm64"],
        code: ARCHIVE,
        tags: { team: "shop" },
        loggingConfig: { logFormat: "JSON", logGroup: "/custom" },
      }),
    );
    assert.deepEqual(found, {
      urn: "urn:pulumi:dev::test::aws:lambda/function:Function::orders",
      name: "orders",
      arn: FUNCTION_ARN,
      region: "us-east-1",
      account: "123456789012",
      packageType: "Zip",
      runtime: "nodejs22.x",
      handler: "index.handler",
      timeoutSeconds: 10,
      memoryMb: 512,
      environment: { TABLE: "orders", KEY: "s3cret" },
      architectures: ["arm64"],
      layers: [],
      code: ARCHIVE,
      version: "$LATEST",
      aliases: [],
      permissions: [],
      jsonLog: { level: "INFO" },
      logGroup: "/custom",
      tags: { team: "shop" },
    });
  });

  it("has Lambda's defaults for what is not set", () => {
    const found = read(ordersFunction());
    assert.equal(found?.timeoutSeconds, 3);
    assert.equal(found?.memoryMb, 128);
    assert.deepEqual(found?.architectures, ["x86_64"]);
    assert.equal(found?.logGroup, "/aws/lambda/orders");
  });

  it("says where code is that is not in the graph", () => {
    assert.equal(read(ordersFunction({ s3Bucket: "b", s3Key: "k.zip" }))?.codeLocation, "s3://b/k.zip");
    const image = read(ordersFunction({ packageType: "Image", imageUri: "repo:tag" }));
    assert.equal(image?.packageType, "Image");
    assert.equal(image?.codeLocation, "repo:tag");
  });

  it("finds the function of a permission by name, ARN, partial ARN and alias ARN", () => {
    const names = ["orders", FUNCTION_ARN, "123456789012:function:orders"];
    for (const name of names) {
      assert.equal(read(ordersFunction(), permission({ function: name }))?.permissions.length, 1, name);
    }
    const ofAlias = read(ordersFunction(), permission({ function: `${FUNCTION_ARN}:live` }))?.permissions;
    assert.equal(ofAlias?.[0]?.qualifier, "live");
  });

  it("gives a function its aliases", () => {
    const alias = node("alias", "live", { name: "live", functionName: FUNCTION_ARN, functionVersion: "3" });
    assert.deepEqual(read(ordersFunction(), alias)?.aliases, [{ name: "live", functionVersion: "3" }]);
  });
});
