import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPORTS } from "../../cli/check/format";
import { stackResult } from "../../cli/check/result";
import { evaluate } from "../support/evaluate";
import { analyzeGraph, PolicyPack, readPolicyConfig } from "../../policy-host";

const repository = join(__dirname, "..", "..");
const directory = join(repository, "policy");
const stack = { project: "gatewright", stack: "prod", preview: false };
const program = "stacks/index.ts";
const raw = 'import { ApiMapping, Authorizer, DomainName, Integration, Route } from "@pulumi/aws/apigatewayv2";\n';

/** The data that `gatewright check --format json` prints of a finding. */
interface Finding {
  rule: string;
  enforcement: string;
  urn: string;
  message: string;
  fix: string;
}

/** A failure in the sample, and the one finding that it makes. */
interface Planted {
  /** By file: what is replaced by what; `^` is the file's start and `$` its end. */
  changes: Record<string, [from: string, to: string][]>;
  finding: [rule: string, enforcement: string, resource: string];
  /** Specifies what the finding says to do. */
  fix: string;
}

const failures: Record<string, Planted> = {
  "a domain with a certificate of another region": {
    changes: {
      [program]: [
        ["^", raw],
        ["  accessLog: {", "  disableExecuteApiEndpoint: true,\n  accessLog: {"],
        [
          "$",
          `const shop = new DomainName("shop", {
  domainName: "api.shop.example.com",
  domainNameConfiguration: {
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1f2d3c4b-0000-4000-8000-000000000000",
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});
new ApiMapping("shop", { apiId: api.apiId, domainName: shop.id, stage: "$default" });
`,
        ],
      ],
    },
    finding: ["regional-certificate", "mandatory", "shop"],
    fix: 'Request the certificate in eu-west-1 (region: "eu-west-1" on the certificate and its validation)',
  },
  "CORS in a handler beside the gateway's": {
    changes: {
      "stacks/handlers/health.ts": [
        [
          '"content-type": "application/json"',
          '"content-type": "application/json", "Access-Control-Allow-Origin": "*"',
        ],
      ],
    },
    finding: ["no-mixed-cors", "mandatory", "orders-api"],
    fix: "Remove the header from the code, or remove cors of HttpApi orders-api",
  },
  "a Cognito issuer with a slash at the end": {
    changes: {
      [program]: [
        ["^", `import { interpolate } from "@pulumi/pulumi";\n${raw}`],
        [
          "$",
          `const reports = new Integration("reports", {
  apiId: api.apiId,
  integrationType: "HTTP_PROXY",
  integrationMethod: "GET",
  integrationUri: "https://reports.example.com",
});
const customers = new Authorizer("customers", {
  apiId: api.apiId,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: config.jwtIssuer + "/", audiences: config.jwtAudiences },
});
new Route("reports", {
  apiId: api.apiId,
  routeKey: "GET /reports",
  target: interpolate\`integrations/\${reports.id}\`,
  authorizationType: "JWT",
  authorizerId: customers.id,
});
`,
        ],
      ],
    },
    finding: ["jwt-issuer-exact", "mandatory", "customers"],
    fix: 'Write "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ProdPool1"',
  },
  "a handler that reads the other payload format": {
    changes: {
      "stacks/handlers/health.ts": [
        ["handler(): ", "handler(event: { httpMethod: string }): "],
        ['{ status: "ok" }', '{ status: "ok", method: event.httpMethod }'],
      ],
    },
    finding: ["payload-format-matches", "advisory", "orders-api-health-integration"],
    fix: 'Set payloadFormatVersion to "1.0"',
  },
  "a function that does not let the API in": {
    changes: {
      [program]: [
        ["^", `import { interpolate } from "@pulumi/pulumi";\n${raw}`],
        [
          "$",
          `const reports = new NodeFunction("reports", { entry: "handlers/health.ts", logging });
const integration = new Integration("reports", {
  apiId: api.apiId,
  integrationType: "AWS_PROXY",
  integrationUri: reports.function.arn,
  payloadFormatVersion: "2.0",
});
new Route("reports", {
  apiId: api.apiId,
  routeKey: "GET /reports",
  target: interpolate\`integrations/\${integration.id}\`,
  authorizationType: "AWS_IAM",
});
`,
        ],
      ],
    },
    finding: ["lambda-may-be-invoked", "mandatory", "reports"],
    fix: "Add a lambda.Permission for apigateway.amazonaws.com with the API's executionArn followed by /*/* as sourceArn",
  },
};

/** Changes a file of the copy; a place that is not there any more fails the test. */
function edit(file: string, changes: [from: string, to: string][]): void {
  const text = changes.reduce(
    (before, [from, to]) => {
      assert.ok(from === "^" || from === "$" || before.includes(from), `${file} has no ${from}`);
      return from === "^" ? to + before : from === "$" ? before + to : before.replace(from, () => to);
    },
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, text);
}

describe("a classic failure in the sample", () => {
  let pack: Promise<PolicyPack>;
  const folders: string[] = [];
  const found = new Map<string, Promise<Finding[]>>();
  // two at a time: each evaluates a program
  const turns: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];

  /** A copy of the sample inside the repository, so that it finds its packages. */
  function copy(changes: Planted["changes"]): string {
    mkdirSync(join(repository, ".gatewright"), { recursive: true });
    const folder = mkdtempSync(join(repository, ".gatewright", "planted-"));
    folders.push(folder);
    for (const name of ["Pulumi.yaml", "package.json", "tsconfig.json", "stacks"]) {
      cpSync(join(repository, name), join(folder, name), { recursive: true });
    }
    for (const name of ["aws", "components", "config", "functions", "gateway", "language"]) {
      symlinkSync(join(repository, name), join(folder, name), "dir");
    }
    for (const [file, edits] of Object.entries(changes)) {
      edit(join(folder, file), edits);
    }
    return folder;
  }

  /** Returns what `gatewright check --stage prod --format json` prints, of one pack's process for all programs. */
  async function check(changes: Planted["changes"]): Promise<Finding[]> {
    const { graph } = await evaluate({ directory: copy(changes), stack: "prod" });
    const running = await pack;
    const result = stackResult(graph, [running], await analyzeGraph([running], graph, { of: "program" }));
    const report = JSON.parse(REPORTS.json([result], { project: "shop", diffs: new Map(), unchecked: [] })) as {
      stacks: { findings: Finding[] }[];
    };
    return report.stacks.flatMap(({ findings }) => findings);
  }

  async function startPack(): Promise<PolicyPack> {
    const running = await PolicyPack.start(directory, stack);
    await running.configure(stack, readPolicyConfig(join(directory, "config", "prod.json")));
    return running;
  }

  before(() => {
    pack = startPack();
    for (const [index, [what, changes]] of [
      ["nothing", {}] as const,
      ...Object.entries(failures).map(([name, planted]) => [name, planted.changes] as const),
    ].entries()) {
      const findings = (turns[index % 2] ?? Promise.resolve()).then(() => check(changes));
      turns[index % 2] = findings.catch(() => undefined);
      found.set(what, findings);
    }
  });

  after(async () => {
    await Promise.all(turns);
    await (await pack).close();
    for (const folder of folders) {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [what, { finding, fix }] of Object.entries(failures)) {
    it(`makes exactly one finding, with the fix: ${what}`, async () => {
      const sample = await found.get("nothing");
      const findings = await found.get(what);
      const added = (findings ?? []).filter(
        ({ rule, urn }) => !sample?.some((known) => known.rule === rule && known.urn === urn),
      );
      assert.deepEqual(
        added.map(({ rule, enforcement, urn }) => [rule, enforcement, urn.split("::").at(-1)]),
        [finding],
      );
      assert.equal(findings?.length, (sample?.length ?? 0) + 1);
      assert.ok(added[0]?.fix.includes(fix), added[0]?.fix);
      assert.ok(!added[0]?.message.includes(fix), "the message does not repeat it");
    });
  }
});
