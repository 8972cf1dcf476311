import { wildcardMatch } from "./wildcard";

/**
 * Returns true where an action of a policy covers an action. The names of actions have no case: `lambda:invokeFunction` is
 * `lambda:InvokeFunction`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionMatches(pattern: string, action: string): boolean {
  return wildcardMatch(pattern.toLowerCase(), action.toLowerCase());
}
