/** The environments that settings are kept for, by the words in a stack's name. */
const ENVIRONMENTS = [
  { name: "staging", words: /(^|[-_.])(staging|stage|stg|uat|pre-?prod(uction)?)([-_.\d]|$)/i },
  { name: "prod", words: /(^|[-_.])(prod|production|prd|live)([-_.\d]|$)/i },
  { name: "dev", words: /^(dev|development)$/i },
  { name: "local", words: /^local$/i },
] as const;

/** An environment by its usual name. */
export type Environment = (typeof ENVIRONMENTS)[number]["name"];

/** Returns the environment that a stack is, by the words in its name. */
export function environmentOf(stack: string): Environment | undefined {
  return ENVIRONMENTS.find(({ words }) => words.test(stack))?.name;
}
