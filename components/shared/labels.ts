import { authorizerKind } from "../authorizers/authorizer-kinds";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { FunctionTarget } from "../integrations/function-target";
import { integrationKind } from "../integrations/integration-kinds";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { distinctFunctions } from "../integrations/invoke-permission";
import { optionsHash } from "./field-support";
import { type Labelled, type Planned, shortHash, uniqueLabels } from "./logical-names";

/** Returns what an integration is called: the name that the user gave, or its target and options. */
export function integrationName(spec: IntegrationSpec, firstUse: string): Labelled {
  const { fields } = integrationKind(spec);
  const target: string | undefined = integrationKind(spec).label(spec);
  return spec.name === undefined
    ? { preferred: target, hash: optionsHash(spec, fields), firstUse }
    : { preferred: spec.name, hash: "", firstUse };
}

/** Returns what an authorizer is called: the name that the user gave, or its issuer, function or pool, and options. */
export function authorizerName(spec: AuthorizerSpec, firstUse: string): Labelled {
  const { fields } = authorizerKind(spec);
  const target = authorizerKind(spec).label(spec);
  return spec.name === undefined
    ? { preferred: target, hash: optionsHash(spec, fields), firstUse }
    : { preferred: spec.name, hash: "", firstUse };
}

/** Returns one entry for each function that integrations and authorizers invoke, with a label of its own. */
export function planFunctions(
  users: readonly { label: string; target: FunctionTarget | undefined }[],
): Planned<FunctionTarget>[] {
  const targets = users.flatMap(({ label, target }) =>
    target === undefined ? [] : [{ ...target, targetName: target.targetName ?? label }],
  );
  const functions = distinctFunctions(targets);
  const labels = uniqueLabels(
    functions.map(({ targetName, functionArn }) => ({
      preferred: targetName,
      hash: "",
      firstUse: typeof functionArn === "string" ? shortHash(functionArn) : "",
    })),
  );
  return functions.map((spec, index) => ({ label: labels[index] ?? "", spec }));
}
