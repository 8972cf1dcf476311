import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const resolve = createRequire(__filename).resolve;

/** The resources of aws that programs in YAML make here: their language host reads the schema of each package that they use. */
const TOKENS = ["aws:iam/role:Role", "aws:lambda/function:Function", "aws:sqs/queue:Queue"];

type Properties = Record<string, { type?: string; $ref?: string }>;

/** Returns a schema with some of aws's resources, read from the declarations of its SDK. Properties of an object type take anything. */
export function awsSchema(version: string): object {
  const resources = TOKENS.map((token) => [token, resourceSchema(token)] as const);
  return { name: "aws", version, resources: Object.fromEntries(resources), provider: { type: "object" } };
}

function resourceSchema(token: string): object {
  const [, module = "", name = ""] = token.split(":");
  const text = readFileSync(resolve(`@pulumi/aws/${module}`).replace(/\.js$/, ".d.ts"), "utf8");
  const [before = "", args = ""] = text.split(`export interface ${name}Args {`);
  const [resource = ""] = before.split(`export interface ${name}State {`);
  return {
    inputProperties: properties(args, /^ {4}(\w+)\??: pulumi\.Input<(.+)>;$/gm),
    properties: properties(resource, /^ {4}readonly (\w+): pulumi\.Output<(.+)>;$/gm),
  };
}

function properties(text: string, pattern: RegExp): Properties {
  return Object.fromEntries(
    [...text.matchAll(pattern)].map(([, name = "", type = ""]) => [
      name,
      /^(string|number|boolean)( \| undefined)?$/.test(type)
        ? { type: type.replace(" | undefined", "") }
        : { $ref: "pulumi.json#/Any" },
    ]),
  );
}
