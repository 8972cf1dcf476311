import assert from "node:assert/strict";
import { ARGUMENT_NAMES } from "../../../components/shared/argument-names";
import { ARGUMENTS, fixInProgram } from "../../../policy/pack/component-arguments";
import { PolicyResource } from "../../../policy/graph/resource";

const STACK = "urn:pulumi:prod::shop";

function resource(types: string, parent?: string): PolicyResource {
  const urn = `${STACK}::${types}::live`;
  const opts = {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
  };
  const above = parent === undefined ? {} : { parent: `${STACK}::${parent}` };
  return new PolicyResource({
    urn,
    type: types.split("$").at(-1) ?? "",
    name: "live",
    props: {},
    opts: { ...opts, ...above },
  });
}

describe("fixInProgram", () => {
  const stage = "gatewright:index:RestApi$aws:apigateway/stage:Stage";

  it("names the argument of the component that a resource belongs to, and the component", () => {
    const cases: [types: string, fix: string, expected: string][] = [
      [stage, "Set xrayTracingEnabled to true.", "Set tracing: true in the arguments of RestApi partners."],
      [
        stage,
        'Set throttlingRateLimit and throttlingBurstLimit in MethodSettings for "*/*".',
        "Set throttle of RestApi partners.",
      ],
      [
        stage,
        "Set accessLogSettings.destinationArn and accessLogSettings.format.",
        "Set accessLog.destinationArn and accessLog.format of RestApi partners.",
      ],
      [
        "gatewright:index:RestApi$aws:cloudwatch/logGroup:LogGroup",
        "Set retentionInDays from 14 to 3653.",
        "Set accessLog.retentionInDays of RestApi partners from 14 to 3653.",
      ],
    ];
    for (const [types, fix, expected] of cases) {
      assert.equal(fixInProgram(resource(types, "gatewright:index:RestApi::partners"), fix), expected);
    }
  });

  it("takes the nearest component, with its name where it is the parent", () => {
    const nested = "shop:index:Front$gatewright:index:ApiGroup$gatewright:index:HttpApi$aws:apigatewayv2/api:Api";
    const fix = 'Add "authorization" to allowHeaders.';
    assert.equal(fixInProgram(resource(nested), fix), 'Add "authorization" to cors.allowHeaders of its HttpApi.');
  });

  it("leaves the fix of a resource as it is that the program makes itself, and one that no argument makes", () => {
    const fix = "Set xrayTracingEnabled to true.";
    assert.equal(fixInProgram(resource("aws:apigateway/stage:Stage"), fix), fix);
    assert.equal(fixInProgram(resource("acme:index:RestApi$aws:apigateway/stage:Stage"), fix), fix);
    assert.equal(fixInProgram(resource(stage), "Remove deleteBeforeReplace."), "Remove deleteBeforeReplace.");
  });

  it("names arguments that the components have", () => {
    for (const [component, names = []] of Object.entries(ARGUMENTS)) {
      const known = Object.keys({
        ...ARGUMENT_NAMES[`${component}Args`],
        ...ARGUMENT_NAMES.TrustedIssuerArgs,
      });
      for (const [, argument] of names) {
        assert.ok(
          argument.split(/\W+/).some((word) => known.includes(word)),
          `${component} has no ${argument}`,
        );
      }
    }
  });
});
