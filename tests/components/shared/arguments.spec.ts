import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  ApiKey,
  ComponentError,
  ConnectionStore,
  CustomDomain,
  HttpApi,
  jwt,
  lambda,
  lambdaCustom,
  none,
  RestApi,
  UsagePlans,
  VpcLink,
  WebSocketApi,
} from "../../../components";
import { checkArgumentNames } from "../../../components/shared/arguments";
import { type Problem, Problems } from "../../../components/shared/problems";
import { deploy } from "../../support/deploy";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const ISSUER = "https://issuer.example.com";

const NAMES = {
  LampArgs: { colour: "~", size: "~SizeArgs", shades: "~{ShadeArgs}", plugs: "[~PlugArgs]", kind: "" },
  SizeArgs: { width: "", height: "" },
  ShadeArgs: { colour: "" },
  PlugArgs: { form: "~string" },
};

function namesOf(args: unknown): readonly Problem[] {
  const problems = new Problems();
  checkArgumentNames("Lamp", problems, args, "LampArgs", NAMES);
  return problems.all;
}

/** A program as JavaScript has it: whatever is passed, is passed. */
async function refusal(program: (pass: (args: unknown) => never) => unknown): Promise<string> {
  try {
    await deploy(() => program((args) => args as never));
    return "nothing is wrong";
  } catch (error) {
    assert.ok(error instanceof ComponentError, String(error));
    return error.message;
  }
}

describe("the names of arguments", () => {
  it("are looked at as deep as they are known, and the nearest name is proposed", () => {
    const lamp = {
      color: "red",
      size: { width: 1, hight: 2 },
      shades: { left: { colour: "blue" }, right: { fabric: 1 } },
    };
    assert.deepEqual(namesOf(lamp), [
      { argument: "color", expected: "one of colour, size, shades, plugs, kind", fix: "write colour" },
      { argument: "size.hight", expected: "one of width, height", fix: "write height" },
      { argument: 'shades["right"].fabric', expected: "one of colour", fix: "leave it out" },
    ]);
  });

  it("are not looked at in what is known only later", () => {
    const lamp = { colour: pulumi.output("red"), size: pulumi.output({ w: 1 }), shades: Promise.resolve({}) };
    assert.deepEqual(namesOf(lamp), []);
  });

  it("are those of what is known before the deployment, where that decides on the resources", () => {
    const late = {
      colour: pulumi.output("red"),
      size: { width: Promise.resolve(1) },
      shades: { a: pulumi.output({}) },
    };
    const known =
      "expected a value that is known before the deployment. Fix: write a literal, or read it from the stack's config";
    assert.throws(() => namesOf({ ...late, plugs: pulumi.output([]), kind: pulumi.output("desk") }), {
      message: [
        "Lamp: 4 problems",
        ...["size.width", 'shades["a"]', "plugs", "kind"].map((argument) => `  - ${argument}: ${known}`),
      ].join("\n"),
    });
    assert.throws(() => namesOf(pulumi.output({})), { message: `Lamp: 1 problem\n  - args: ${known}` });
    assert.deepEqual(namesOf({ plugs: [pulumi.output({ form: "G" }), { form: pulumi.output("G") }] }), []);
  });

  it("come after the forms: what must be an object and is none is refused at once", () => {
    assert.throws(() => namesOf({ size: 3, shades: { left: undefined }, extra: 1 }), {
      name: "ComponentError",
      message: [
        "Lamp: 3 problems",
        "  - size: got 3, expected an object with width, height .... Fix: write one, or leave it out",
        '  - shades["left"]: got "undefined", expected an object with colour .... Fix: write one, or leave it out',
        "  - extra: expected one of colour, size, shades, plugs, kind. Fix: leave it out",
      ].join("\n"),
    });
    assert.throws(() => namesOf(undefined), /args: got "undefined", expected an object with/);
    assert.throws(() => namesOf(["red"]), /args: got \["red"\], expected an object with/);
  });
});

describe("the types of arguments", () => {
  const TYPED = {
    LampArgs: { on: "~boolean", watts: "~number", name: "~string", shades: "~[~string]", tags: "~{~string}" },
  };

  function typesOf(args: unknown, own?: (problems: Problems) => void): string[] {
    const problems = new Problems();
    checkArgumentNames("Lamp", problems, args, "LampArgs", TYPED);
    own?.(problems);
    return problems.all.map(({ argument, expected }) => `${argument}: ${expected}`);
  }

  it("are checked all at once, in lists and under names too", () => {
    assert.deepEqual(typesOf({ on: "yes", watts: "5", name: 5, shades: ["a", 1], tags: { a: 1, b: "c" } }), [
      "on: true or false",
      "watts: a number",
      "name: a string",
      "shades[1]: a string",
      'tags["a"]: a string',
    ]);
    assert.deepEqual(typesOf({ watts: Number.NaN }), ["watts: a number"]);
  });

  it("are not checked in what is known only later, or left out", () => {
    assert.deepEqual(typesOf({ on: pulumi.output("yes"), watts: Promise.resolve("5"), name: undefined }), []);
  });

  it("give way to a check that knows more about the argument", () => {
    const own = (problems: Problems): void => problems.add("shades", { expected: "at most 3", fix: "remove some" });
    assert.deepEqual(typesOf({ shades: [1], watts: "5" }, own), ["shades: at most 3", "watts: a number"]);
  });
});

describe("an HttpApi of a program that is not type-checked", () => {
  it("is refused with every name that nothing reads, beside all else that is wrong", async () => {
    const message = await refusal((pass) => {
      return new HttpApi(
        "shop",
        pass({
          defaultAuthoriser: none("x"),
          cors: { allowOrigin: ["https://shop.example.com"] },
          accessLog: { retention: 7 },
          routes: {
            "GET /a": { integration: lambda(ARN, pass({ timeout: 3 })), throtle: { rateLimit: 1 } },
            "GET /b": {
              integration: lambda(ARN),
              authorizer: jwt(pass({ issuer: ISSUER, audience: "a", scope: "b" })),
            },
            "GET c": { integration: lambda(ARN), authorizer: none("x") },
          },
        }),
      );
    });
    const problems = message.split("\n").map((line) => line.replace(/expected one of .*\. Fix/, "Fix"));
    assert.deepEqual(problems.slice(0, 8), [
      'HttpApi "shop": 8 problems',
      "  - defaultAuthoriser: Fix: write defaultAuthorizer",
      "  - accessLog.retention: Fix: write retentionInDays",
      '  - routes["GET /a"].throtle: Fix: write throttle',
      "  - cors.allowOrigin: Fix: write allowOrigins",
      '  - routes["GET /a"].integration.timeout: Fix: write timeoutMilliseconds',
      '  - routes["GET /a"].authorizer: expected a decision on who may call the route. Fix: set defaultAuthorizer, ' +
        "name an authorizer, or write none(reason)",
      '  - routes["GET /b"].authorizer.scope: Fix: write scopes',
    ]);
    assert.match(problems[8] ?? "", /^ {2}- routes\["GET c"\]: got "GET c", expected a route key/);
  });

  it("names the route that has no integration, and the argument that is no object", async () => {
    const line = "expected an object with integration, authorizer, scopes .... Fix: write one, or leave it out";
    assert.equal(
      await refusal((pass) => new HttpApi("shop", pass({ routes: { "GET /a": undefined, "GET /b": null } }))),
      `HttpApi "shop": 2 problems\n  - routes["GET /a"]: got "undefined", ${line}\n  - routes["GET /b"]: got null, ${line}`,
    );
    assert.match(await refusal((pass) => new HttpApi("shop", pass(undefined))), /args: got "undefined", expected/);
    assert.match(await refusal((pass) => new HttpApi("shop", pass({ routes: null }))), /routes: got null, expected/);
    assert.match(await refusal((pass) => new HttpApi("shop", pass({ cors: null }))), /cors: got null, expected/);
  });
});

describe("the other components, for a program that is not type-checked", () => {
  const cases: [string, (pass: (args: unknown) => never) => unknown, RegExp][] = [
    [
      "RestApi",
      (pass) => new RestApi("r", pass({ stages: { live: { chache: {} } } })),
      /stages\["live"\]\.chache: .*write cache$/m,
    ],
    ["RestApi without arguments", (pass) => new RestApi("r", pass(undefined)), /args: got "undefined", expected/],
    [
      "WebSocketApi",
      (pass) => new WebSocketApi("w", pass({ routes: { $default: { respond: 1 } } })),
      /respond: .*write response$/m,
    ],
    [
      "CustomDomain",
      (pass) => new CustomDomain("d", pass({ domain: "x", mutualTls: { pen: "" } })),
      /mutualTls\.pen: .*write pem$/m,
    ],
    [
      "UsagePlans",
      (pass) => new UsagePlans("p", pass({ stages: [], plans: { free: { quotas: {} } } })),
      /plans\["free"\]\.quotas: .*write quota$/m,
    ],
    ["ApiKey", (pass) => new ApiKey("k", pass({ valeu: "x" })), /valeu: .*write value$/m],
    [
      "VpcLink",
      (pass) => new VpcLink("v", pass({ subnetIds: ["s"], vpc: "v" })),
      /vpcId: got "undefined"[^]*vpc: .*write vpcId$/m,
    ],
    ["ConnectionStore", (pass) => new ConnectionStore("c", pass({ indexby: "user" })), /indexby: .*write indexBy$/m],
  ];
  for (const [what, program, expected] of cases) {
    it(`refuse what they do not know: ${what}`, async () => {
      assert.match(await refusal(program), expected);
    });
  }
});

describe("an Output where a value must be known", () => {
  const late = (argument: string): string =>
    `  - ${argument}: expected a value that is known before the deployment. Fix: write a literal, or read it from the stack's config`;

  it("is refused by its name, at any depth, with nothing else that follows from it", async () => {
    const message = await refusal(
      (pass) =>
        new HttpApi(
          "shop",
          pass({
            routes: pulumi.output({ "GET /a": lambda(ARN) }),
            stages: {
              live: { accessLog: { enabled: pulumi.output(false) }, throttle: pulumi.output({ rateLimit: 1 }) },
            },
            stageVariables: pulumi.output({ a: "b" }),
          }),
        ),
    );
    assert.deepEqual(message.split("\n"), [
      'HttpApi "shop": 3 problems',
      late('stages["live"].accessLog.enabled'),
      late("stageVariables"),
      late("routes"),
    ]);
    assert.equal(
      await refusal((pass) => new WebSocketApi("chat", pass(pulumi.output({})))),
      `WebSocketApi "chat": 1 problem\n${late("args")}`,
    );
  });

  it("is refused in integrations, authorizers and their lists", async () => {
    const message = await refusal(
      (pass) =>
        new RestApi("shop", {
          routes: {
            "GET /a": { integration: lambda(ARN, pass({ streaming: pulumi.output(true) })), authorizer: none("x") },
            "GET /b": {
              integration: lambdaCustom(
                ARN,
                pass({
                  responses: [
                    pulumi.output({}),
                    { statusCode: Promise.resolve("200") },
                    { headers: pulumi.output({}) },
                  ],
                }),
              ),
              authorizer: pass({ kind: pulumi.output("iam") }),
            },
          },
        }),
    );
    assert.deepEqual(message.split("\n"), [
      'RestApi "shop": 5 problems',
      late('routes["GET /a"].integration.streaming'),
      late('routes["GET /b"].integration.responses[0]'),
      late('routes["GET /b"].integration.responses[1].statusCode'),
      late('routes["GET /b"].integration.responses[2].headers'),
      '  - routes["GET /b"].authorizer: got "an Output", expected an authorizer of kind cognito, existing, iam, jwt, lambda, none. ' +
        "Fix: make it with jwt(), lambdaAuthorizer(), iam() or none(reason)",
    ]);
    const whole = { "GET /a": { integration: pulumi.output(lambda(ARN)), authorizer: none("x") } };
    assert.equal(
      await refusal((pass) => new RestApi("shop", { routes: pass(whole) })),
      `RestApi "shop": 1 problem\n${late('routes["GET /a"].integration')}`,
    );
  });

  it("is refused within a model, which is a text in the API's definition", async () => {
    const models = { Say: { type: pulumi.output("object") } };
    assert.equal(
      await refusal(
        () => new WebSocketApi("chat", { authorizer: none("x"), routes: { $default: lambda(ARN) }, models }),
      ),
      `WebSocketApi "chat": 1 problem\n${late('models["Say"]')}`,
    );
  });
});
