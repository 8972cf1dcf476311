import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const ROOT = join(__dirname, "../..");
const ROOMS = [
  "language",
  "aws",
  "engine",
  "components",
  "stacks",
  "gateway",
  "policy",
  "policy-host",
  "report",
  "doctor",
  "cli",
];

/** A fact of AWS: what its text looks like in code, and the one file that may hold it. */
interface Fact {
  name: string;
  code: RegExp;
  home: string;
}

const FACTS: readonly Fact[] = [
  { name: "the reserved headers of parameter mappings", code: /"apigw-\*?"/, home: "aws/parameter-mapping.ts" },
  { name: "the days of a log's retention", code: /\b2192\b|\b3653\b/, home: "aws/log-retention.ts" },
  { name: "the length of automatic names", code: /autoname: \{|maxLength: \d/i, home: "" },
  { name: "the form of an ARN", code: /\^arn:aws\[a-z-\]\*:\[a-z0-9-\]\+:/, home: "aws/arn.ts" },
  { name: "the formula of an ARN", code: /`arn:\$\{/, home: "aws/arn.ts" },
  { name: "the ARN of a role", code: /:iam::\\d\{12\}:role\\\//, home: "aws/arn.ts" },
  { name: "the form of a function's ARN", code: /:lambda:[^"`\n]*:function:[([]/, home: "aws/lambda-arn.ts" },
  { name: "the URI that invokes a function", code: /lambda:path(\/\$|"|\\\/\[)/, home: "aws/lambda-arn.ts" },
  { name: "the versions of Lambda's invocation API", code: /"20(15-03-31|21-11-15)"/, home: "aws/lambda-arn.ts" },
  { name: "the form of a Cognito issuer", code: /https\?:\\\/\\\/cognito-idp/, home: "aws/issuer.ts" },
  { name: "the URL of a Cognito issuer", code: /`https:\/\/cognito-idp\.\$\{/, home: "aws/issuer.ts" },
  { name: "an issuer's discovery path as a fault", code: /\\\/\\\.well-known\.\*/, home: "aws/issuer.ts" },
  { name: "the domains of partitions", code: /"amazonaws\.com\.cn"/, home: "aws/partition.ts" },
  { name: "the partitions of regions", code: /\["?cn-"|startsWith\("cn-"\)/, home: "aws/partition.ts" },
  { name: "the $context variables of HTTP APIs", code: /"awsEndpointRequestId2"/, home: "aws/context-variables.ts" },
  {
    name: "the $context variables of REST APIs",
    code: /"error\.validationErrorString",\s*"ext/,
    home: "aws/context-variables.ts",
  },
  { name: "the request's id in a log", code: /\(requestId\|extendedRequestId\)/, home: "aws/context-variables.ts" },
  { name: "the share from which a limit is near", code: /\bNEAR\w*\s*=\s*0?\.\d/, home: "aws/quotas.ts" },
  { name: "the integration timeout of REST APIs", code: /\b29_?000\b/, home: "aws/quotas.ts" },
  { name: "the timeout of a streamed integration", code: /\b900_?000\b/, home: "aws/quotas.ts" },
  { name: "the size of a function's policy", code: /\b20_?480\b/, home: "" },
  { name: "the minimum compression size", code: /\b10_?485_?760\b/, home: "" },
  { name: "the throttle of an account", code: /\brate(Limit)?: *10_?000\b|whole\(10_?000/, home: "" },
  {
    name: "the default throttle of a stage",
    code: /DEFAULT_THROTTLE\s*=/,
    home: "components/shared/throttle.ts",
  },
  { name: "the metrics of REST APIs", code: /"[45]XXError"/, home: "aws/metrics.ts" },
  {
    name: "the operations of an OpenAPI path",
    code: /"x-amazon-apigateway-any-method"|"put", "post", "delete", "options", "head", "patch"/,
    home: "aws/openapi.ts",
  },
  {
    name: "the security schemes of an OpenAPI document",
    code: /fieldsOf\(document\.securityDefinitions\)|asObject\(document\.securityDefinitions\)/,
    home: "aws/openapi.ts",
  },
  {
    name: "the check for an object",
    code: /typeof ([\w.]+) (===|!==) "object" (&&|\|\|) \1 (!==|===) null (&&|\|\|) !?Array\.isArray\(\1\)/,
    home: "language/is-record.ts",
  },
  { name: "edit distance", code: /levenshtein|editDistance/i, home: "language/nearest-name.ts" },
  { name: "reading zip archives", code: /unzipSync|06054b50|PK\\x05/i, home: "language/zip.ts" },
];

/** The resource types of API Gateway and Lambda stand in `aws/resource-types.ts`, and as keys of tables that have them all. */
const TYPE = /"aws:(apigateway|apigatewayv2|lambda)\/\w+:[A-Z]\w+"(?!:)/;

/** Production sources without comments, by path; the texts of rules and of examples stay in. */
function sources(): Map<string, string> {
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).filter((file) => !/[\\/](dist|node_modules)[\\/]/.test(file));
  return new Map(
    files.map((file) => [relative(ROOT, file).split(sep).join("/"), withoutComments(readFileSync(file, "utf8"))]),
  );
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*\*?[\s\S]*?\*\/\s*$/gm, "").replace(/(^|\s)\/\/ .*$/gm, "$1");
}

/** The files in which a fact stands, those of `examples` in rules excepted: they are programs of users. */
function placesOf(code: RegExp, all: Map<string, string>): string[] {
  return [...all].filter(([, text]) => code.test(text.replace(/`[^`]*\bnew \w+\.[^`]*`/g, "``"))).map(([path]) => path);
}

describe("a fact of AWS", () => {
  const all = sources();

  for (const { name, code, home } of FACTS) {
    it(`stands in one place: ${name}`, () => {
      assert.deepEqual(placesOf(code, all), home === "" ? [] : [home]);
    });
  }

  it("stands in one place: the type tokens of API Gateway and Lambda", () => {
    const tables = /^(aws\/resource-types\.ts|aws\/constraints\/|engine\/synthesis\/)/;
    assert.deepEqual(
      placesOf(TYPE, all).filter((path) => !tables.test(path)),
      [],
    );
  });

  it("is found where it stands a second time, and not in a comment or an example", () => {
    const planted = new Map([
      ["doctor/planted.ts", withoutComments("const DAYS = [1, 2192];\n")],
      ["report/planted.ts", withoutComments("/** 2192 days */\n// 3653 days\nexport {};\n")],
      ["policy/planted.ts", "fails: `new cloudwatch.LogGroup({ retentionInDays: 3653 })`"],
      ["cli/planted.ts", 'const TYPE = "aws:apigatewayv2/api:Api";'],
    ]);
    assert.deepEqual(placesOf(/\b2192\b|\b3653\b/, planted), ["doctor/planted.ts"]);
    assert.deepEqual(placesOf(TYPE, planted), ["cli/planted.ts"]);
  });
});
