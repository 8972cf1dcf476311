import assert from "node:assert/strict";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { isSecret, type PropertyValue } from "../../../engine/graph/value";
import { Callbacks } from "../../../engine/monitor/callbacks";
import { Deployment } from "../../../engine/monitor/deployment";
import { Invokes } from "../../../engine/monitor/invokes";
import { readProperties, writeProperties } from "../../../engine/monitor/property-codec";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

/** The token by which Docker logs in, as a program with an SDK of this version gets it. */
async function authorizationToken(version: string): Promise<PropertyValue | undefined> {
  const directory = temporaryProject({
    "index.js": "",
    "node_modules/@pulumi/pulumi/package.json": JSON.stringify({ name: "@pulumi/pulumi", version }),
  });
  const deployment = new Deployment({
    project: "shop",
    stack: "dev",
    organization: "organization",
    mode: "deploy",
    configuration: { "aws:region": "eu-west-1" },
    secretKeys: [],
    environment: {},
    stackReferences: {},
  });
  const callbacks = new Callbacks();
  try {
    const request = new ResourceInvokeRequest()
      .setTok("aws:ecr/getCredentials:getCredentials")
      .setArgs(writeProperties({ registryId: "123456789012" }));
    const response = await new Invokes(deployment, callbacks, directory).invoke(request);
    return readProperties(response.getReturn()).authorizationToken;
  } finally {
    callbacks.close();
  }
}

describe("a secret in what a function answers", () => {
  after(removeProjects);

  it("is marked for an SDK that takes the mark off", async () => {
    // https://github.com/pulumi/pulumi/blob/v3.133.0/sdk/nodejs/runtime/invoke.ts, deserializeResponse
    assert.ok(isSecret(await authorizationToken("3.133.0")));
  });

  it("is plain for an SDK that would hand the mark to the program", async () => {
    // https://github.com/pulumi/pulumi/blob/v3.132.0/sdk/nodejs/runtime/invoke.ts, deserializeResponse
    for (const version of ["3.132.0", "3.32.1", "2.25.2"]) {
      const token = await authorizationToken(version);
      assert.match(
        Buffer.from(typeof token === "string" ? token : "", "base64").toString(),
        /^AWS:[A-Za-z0-9]{64}$/,
        version,
      );
    }
  });
});
