import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IntegrationKind } from "../../../components";
import { moduleName } from "../../../scripts/generate/names";

const ROOT = join(__dirname, "../../..");

/** Returns the files of a kind that are written by hand: the kind, its spec and, where it calls an AWS service, its stand-in. */
export function kindSources(kind: IntegrationKind): { path: string; text: string }[] {
  const module = moduleName(kind);
  return [
    `components/integrations/kinds/${module}.ts`,
    `tests/components/integrations/kinds/${module}.spec.ts`,
    `gateway/server/aws-services/stand-ins/${module}.ts`,
  ]
    .filter((path) => existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Returns the lines that a template left to do, from 1. */
export function unfinished(text: string): number[] {
  return text.split("\n").flatMap((line, index) => (/\bTODO\b/.test(line) ? [index + 1] : []));
}
