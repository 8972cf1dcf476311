import type { ResourceNode, ResourceNodeOptions } from "../../../engine/graph/graph";
import { AWS } from "./aws-objects";
import type { Transform } from "./pairs";

/** A fault that this package once had, put back into the resources that its components register. */
export interface PlantedFault {
  name: string;
  plant: Transform;
}

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "an integration is named by its place among the others",
    plant: (program) => {
      let count = 0;
      const renames = new Map(
        program.flatMap((node): [string, string][] =>
          node.type === AWS.integration ? [[node.urn, node.urn.replace(/::[^:]+$/, `::backend-${(count += 1)}`)]] : [],
        ),
      );
      return renamed(program, renames).map((node) =>
        node.type === AWS.integration ? withOptions(node, { replaceOnChanges: undefined }) : node,
      );
    },
  },
  {
    name: "nothing waits for the permission to invoke a function",
    plant: (program) => {
      const permissions = new Set(program.filter(({ type }) => type === AWS.permission).map(({ urn }) => urn));
      return program.map((node) => ({
        ...node,
        dependencies: node.dependencies.filter((urn) => !permissions.has(urn)),
      }));
    },
  },
  {
    name: "a mapping is made before the one that it replaces is deleted",
    plant: changed(AWS.mapping, { deleteBeforeReplace: undefined }),
  },
  {
    name: "the name of a log group follows the API's name",
    plant: changed(AWS.logGroup, { ignoreChanges: undefined }),
  },
  {
    name: "a release that is kept follows the definition",
    plant: changed(AWS.restDeployment, { ignoreChanges: undefined }),
  },
  {
    name: "the permissions of a release are deleted with its routes",
    plant: changed(AWS.permission, { retainOnDelete: undefined }),
  },
  {
    name: "a deployment of a WebSocket API keeps a removed route",
    plant: changed("aws:apigatewayv2/model:Model", { deleteBeforeReplace: undefined, replaceOnChanges: undefined }),
  },
  {
    name: "an authorizer is updated in place",
    plant: changed(AWS.authorizer, { replaceOnChanges: undefined }),
  },
  {
    name: "the record of a certificate is the first region's",
    plant: (program) => {
      const first = program.find(({ name }) => name.startsWith("global-") && name.endsWith("-certificate"));
      const records = program.filter(({ type, name }) => type === AWS.record && name.startsWith("global-validation"));
      return renamed(program, new Map(records.map(({ urn }) => [urn, `${urn}-${first?.name ?? ""}`])));
    },
  },
];

function changed(type: string, options: { [Name in keyof ResourceNodeOptions]: undefined }): Transform {
  return (program) => program.map((node) => (node.type === type ? withOptions(node, options) : node));
}

function withOptions(node: ResourceNode, options: { [Name in keyof ResourceNodeOptions]: undefined }): ResourceNode {
  const kept = Object.entries(node.options).filter(([name]) => !(name in options));
  return { ...node, options: Object.fromEntries(kept) };
}

/** Gives resources other URNs, wherever they stand. */
function renamed(program: readonly ResourceNode[], renames: ReadonlyMap<string, string>): ResourceNode[] {
  const urnOf = (urn: string): string => renames.get(urn) ?? urn;
  return program.map((node) => ({
    ...node,
    urn: urnOf(node.urn),
    name: urnOf(node.urn).split("::").at(-1) ?? node.name,
    dependencies: node.dependencies.map(urnOf),
    propertyDependencies: Object.fromEntries(
      Object.entries(node.propertyDependencies).map(([property, urns]) => [property, urns.map(urnOf)]),
    ),
  }));
}
