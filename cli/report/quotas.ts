import { AccountQuotas, QUOTAS_KEY } from "../../aws/account-quotas";
import { type Project } from "../../engine/project/project";
import { stackConfigValue } from "../shared/stack-config";

/**
 * Reads the quotas of a stack's account from its config.
 *
 * @throws Error that names every problem at once
 */
export function stackQuotas(project: Project, stack: string): AccountQuotas {
  const quotas = new AccountQuotas(stackConfigValue(project, stack, QUOTAS_KEY));
  if (quotas.problems.length > 0) {
    const lines = quotas.problems.map(({ argument, received, expected, fix }) => {
      return `  - ${argument}: got ${JSON.stringify(received)}, expected ${expected}. Fix: ${fix}`;
    });
    throw new Error(`The config of stack "${stack}" has wrong quotas:\n${lines.join("\n")}`);
  }
  return quotas;
}
