import { AUTO_NAME_SUFFIX_LENGTH, type NameRule } from "../../aws/names";
import { shortHash } from "./logical-names";

/** Put before a name whose start AWS rejects, such as `internal-` of a load balancer. */
const START = "x-";

/**
 * Returns a logical name of which Pulumi can make a name for AWS. One that AWS accepts stays as it is; for any other, characters
 * that AWS rejects become dashes, and it ends in a hash of the whole text, so that two texts never make one name.
 *
 * @param added how many characters are added to the name: Pulumi's suffix, or none for a name that the program sets
 */
export function fittingName(text: string, rule: NameRule, added: number = AUTO_NAME_SUFFIX_LENGTH): string {
  const longest = rule.most - added;
  const clean = legalText(text, rule);
  if (clean === text && text.length <= longest) {
    return text;
  }
  const hash = shortHash(text);
  const start = clean.slice(0, longest - hash.length - 1).replace(/-+$/, "");
  return start === "" ? hash : `${start}-${hash}`;
}

function legalText(text: string, { invalid, pattern, isLowerCase }: NameRule): string {
  const clean = (isLowerCase === true ? text.toLowerCase() : text).replace(invalid, "-");
  // the end is followed by a hash or by Pulumi's suffix
  const legal = (name: string): boolean => pattern.test(`${name}x`);
  if (legal(clean)) {
    return clean;
  }
  const trimmed = clean.replace(/^-+/, "");
  return legal(trimmed) ? trimmed : `${START}${trimmed}`;
}
