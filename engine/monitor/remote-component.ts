import { formatArn } from "../../aws/arn";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type ResourceNode } from "../graph/graph";
import { type SynthesisContext } from "../synthesis";
import { type PropertyValue } from "../graph/value";
import { type Properties } from "./property-codec";

const OUTPUT = /^ {4}(?:declare )?readonly (\w+)!?: pulumi\.Output<([^\n]+)>;$/gm;

/**
 * Placeholders for the outputs of a component that a plugin builds, such as awsx's Vpc, so that a program which reads them goes on:
 * the names and types are those of the package's own type declarations, the values are made up, and the same for the same URN.
 * Outputs that are whole resources stay undefined.
 */
export function remoteOutputs(node: ResourceNode, context: SynthesisContext, programDirectory: string): Properties {
  const declaration = declarationOf(node.type, programDirectory);
  const outputs: Properties = { ...node.inputs };
  for (const [, name, type] of declaration?.matchAll(OUTPUT) ?? []) {
    const value = name === undefined || type === undefined ? undefined : placeholder(node, name, type, context);
    if (name !== undefined && value !== undefined) {
      outputs[name] ??= value;
    }
  }
  return outputs;
}

/** The text of the class's `.d.ts`: `ec2/vpc.d.ts` of @pulumi/awsx for `awsx:ec2:Vpc`. */
function declarationOf(type: string, programDirectory: string): string | undefined {
  const [packageName = "", module = "", name = ""] = type.split(":");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`;
  try {
    const manifest = createRequire(join(programDirectory, "index.js")).resolve(`@pulumi/${packageName}/package.json`);
    const path = join(dirname(manifest), module === "index" ? "" : (module.split("/")[0] ?? ""), file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined; // a package that is not installed by the usual name
  }
}

function placeholder(
  node: ResourceNode,
  property: string,
  type: string,
  context: SynthesisContext,
): PropertyValue | undefined {
  switch (type) {
    case "string":
      return text(node, property, "", context);
    case "string[]":
      return [1, 2, 3].map((index) => text(node, property.replace(/s$/, ""), String(index), context));
    case "number":
      return 0;
    case "boolean":
      return false;
    default:
      return undefined;
  }
}

/** `vpcId` reads `vpc-0123456789abcdef0`, as EC2 forms its ids; an `Arn` names the region and account. */
function text(node: ResourceNode, property: string, suffix: string, context: SynthesisContext): string {
  const digits = createHash("sha256").update(`${node.urn}/${property}/${suffix}`).digest("hex").slice(0, 17);
  const [, kind] = /(?:^|[a-z])([A-Z]?[a-z]+)Id$/.exec(property) ?? [];
  if (kind !== undefined || property.endsWith("Id")) {
    return `${(kind ?? property.slice(0, -2)).toLowerCase()}-${digits}`;
  }
  const { partition, region, account } = context;
  return /arn$/i.test(property)
    ? formatArn({ partition, region, account }, node.type.split(":")[1] ?? "", `${node.name}-${digits}`)
    : `${node.name}-${property}${suffix}`;
}
