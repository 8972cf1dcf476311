import assert from "node:assert/strict";
import { Providers } from "../../../engine/monitor/providers";
import { synthesise } from "../../../engine/synthesis";
import type { ResourceNode } from "../../../engine/graph/graph";
import { evaluate } from "../../support/evaluate";
import { defined } from "../../../language/defined";
import { node } from "../../support/http-program";
import { failureOf } from "../fixture";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const QUEUE = "aws:sqs/queue:Queue";

function providers(configuration: Record<string, string> = {}): Providers {
  return new Providers({
    project: "shop",
    stack: "dev",
    mode: "deploy",
    configuration,
    secretKeys: [],
    environment: { AWS_REGION: "eu-west-1" },
  });
}

function provider(inputs: ResourceNode["inputs"]): ResourceNode {
  return node("pulumi:providers:aws", "aws", inputs);
}

const role = (account: string): { roleArn: string } => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });

describe("the account of a provider", () => {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
  const cases: [title: string, inputs: ResourceNode["inputs"], account: string][] = [
    ["the last of several roles", { assumeRoles: [role("222222222222"), role("333333333333")] }, "333333333333"],
    ["roles as text", { assumeRoles: JSON.stringify([role("222222222222"), role("333333333333")]) }, "333333333333"],
    ["a role of a web identity", { assumeRoleWithWebIdentity: role("444444444444") }, "444444444444"],
    [
      "a role that a web identity's role assumes",
      { assumeRoleWithWebIdentity: role("444444444444"), assumeRoles: [role("222222222222")] },
      "222222222222",
    ],
    ["the one account that is allowed", { allowedAccountIds: ["555555555555"] }, "555555555555"],
    ["the default", {}, "123456789012"],
  ];
  for (const [title, inputs, account] of cases) {
    it(`is that of ${title}`, () => assert.equal(providers().context(QUEUE, provider(inputs), {}).account, account));
  }
});

describe("the default tags of a provider", () => {
  const tagsOf = (inputs: ResourceNode["inputs"], tags?: Record<string, string>): unknown => {
    const resource = { type: QUEUE, name: "jobs", urn: "urn:jobs", inputs: defined({ tags }), dependencies: [] };
    return synthesise(resource, providers().context(QUEUE, provider(inputs), {})).outputs.tagsAll;
  };

  // https://www.pulumi.com/registry/packages/aws/api-docs/provider/#defaulttags_nodejs
  it("are in tagsAll, below the resource's own", () => {
    const defaultTags = { tags: { owner: "shop", stage: "dev" } };
    assert.deepEqual(tagsOf({ defaultTags }, { stage: "prod" }), { owner: "shop", stage: "prod" });
    assert.deepEqual(tagsOf({ defaultTags: JSON.stringify(defaultTags) }), { owner: "shop", stage: "dev" });
    assert.deepEqual(tagsOf({}, { stage: "prod" }), { stage: "prod" });
  });
});

describe("default providers", () => {
  after(removeProjects);

  it("are disabled for one package, or for all", () => {
    const key = "pulumi:disable-default-providers";
    assert.equal(providers({ [key]: '["aws"]' }).isDisabled("aws"), true);
    assert.equal(providers({ [key]: '["aws"]' }).isDisabled("random"), false);
    assert.equal(providers({ [key]: '["*"]' }).isDisabled("random"), true);
    assert.equal(providers({ [key]: '["*"]' }).isDisabled("pulumi"), false);
    assert.equal(providers().isDisabled("aws"), false);
  });

  // as builtinProvider.CheckConfig of pulumi 3.260: https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/builtins.go
  it("have the configuration of their package, and the engine's own has none", () => {
    const known = providers({ "pulumi:disable-default-providers": '["*"]', "random:seed": "7" });
    const source = { version: "", downloadUrl: "" };
    assert.deepEqual(known.defaultProvider("random:index/randomId:RandomId", source).inputs, { seed: "7" });
    assert.deepEqual(known.defaultProvider("pulumi:pulumi:StackReference", source).inputs, {});
  });

  // pulumi 3.260 says the same
  it("fail a resource without a provider where they are disabled", async () => {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": 'config:\n  pulumi:disable-default-providers: ["*"]\n  aws:region: eu-west-1\n',
      "index.js": 'new (require("@pulumi/aws/sqs").Queue)("jobs");',
    });
    const error = await failureOf(evaluate({ directory, stack: "dev" }));
    assert.match(
      error.message,
      /Default provider for 'aws' disabled\. 'urn:pulumi:dev::shop::aws:sqs\/queue:Queue::jobs' must use an explicit provider\./,
    );
  });
});
