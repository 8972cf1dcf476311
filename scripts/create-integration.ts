import { readdirSync } from "node:fs";
import { join } from "node:path";
import { standIns } from "../gateway/server/aws-services/stand-ins";
import { integrationTexts } from "./integration-template";
import { exportName } from "./generate/names";
import { createFiles, runScript } from "./new-files";

/**
 * `npm run create-integration -- <kind> <service> <action>` writes a kind of integration with an AWS service, its stand-in and its
 * spec, with TODOs that the spec refuses, and runs the generators, which add the kind to the indexes, the exports and the docs.
 */
const root = join(__dirname, "..");

/** A kind that is created. */
export interface NewKind {
  /** In kebab case, such as `step-functions`. */
  kind: string;
  /** The service's name in its endpoint, such as `states`. */
  service: string;
  /** The action, such as `StartExecution`. */
  action: string;
}

/** The kinds and services that are taken. */
export interface Existing {
  kinds: readonly string[];
  services: readonly string[];
}

/** Returns the three files of a new kind by their path from the repository's root. Throws for names that can't be. */
export function integrationFiles({ kind, service, action }: NewKind, existing: Existing): Map<string, string> {
  const problems = [
    ...(/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(kind)
      ? []
      : [`"${kind}" is not the name of a kind: expected words in lower case with hyphens, such as step-functions`]),
    ...(/^[a-z][a-z0-9-]*$/.test(service)
      ? []
      : [`"${service}" is not a service: expected its name in its endpoint, such as states`]),
    ...(/^[A-Z][A-Za-z0-9]+$/.test(action)
      ? []
      : [`"${action}" is not an action: expected AWS's own name, such as StartExecution`]),
    ...(existing.kinds.includes(kind)
      ? [`the kind "${kind}" exists already: components/integrations/kinds/${kind}.ts`]
      : []),
    ...(existing.services.includes(service)
      ? [`"${service}" has a kind already: add the action to it, or use the kind awsService`]
      : []),
  ];
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  const { kindText, standInText, specText } = integrationTexts({ name: exportName(kind), service, action });
  return new Map([
    [`components/integrations/kinds/${kind}.ts`, kindText],
    [`gateway/server/aws-services/stand-ins/${kind}.ts`, standInText],
    [`tests/components/integrations/kinds/${kind}.spec.ts`, specText],
  ]);
}

/** Returns the kinds and services of the repository. */
export function existingKinds(): Existing {
  const modules = readdirSync(join(root, "components/integrations/kinds")).map((name) => name.replace(/\.ts$/, ""));
  return { kinds: modules.filter((name) => name !== "index"), services: standIns.map(({ service }) => service) };
}

function main([kind = "", service = "", action = "", ...others]: string[]): void {
  if (action === "" || others.length > 0) {
    throw new Error(
      "usage: npm run create-integration -- <kind> <service> <action>, such as firehose firehose PutRecord",
    );
  }
  createFiles(integrationFiles({ kind, service, action }, existingKinds()));
  console.log(nextSteps(kind));
}

function nextSteps(kind: string): string {
  return `Next:
1. Fill in the TODOs of the three files; tests/components/integrations/kinds/${kind}.spec.ts fails until none is left.
2. npx mocha tests/components/integrations/kinds/${kind}.spec.ts
3. npm run generate
4. npm run build && npm run api
5. npx changeset`;
}

if (require.main === module) {
  runScript(main);
}
