/** A word or turn that AWS's, Pulumi's and TypeScript's documentation does not use, and what they write. */
export interface Word {
  pattern: RegExp;
  instead: string;
}

/** Checked in comments, messages and documentation. */
export const WORDS: readonly Word[] = [
  { pattern: /\bwanted\b/i, instead: "expected" },
  { pattern: /\btold\b/i, instead: "configured, specified, reported" },
  { pattern: /\bthere (is|are|was|were) none\b/i, instead: "unknown, no ... exists" },
  { pattern: /\bthat there (is|are) no\w* of\b/i, instead: "unknown" },
  { pattern: /\b(leads?|leading|led) to\b/i, instead: "routes to, causes, refers to" },
  { pattern: /\bdone? without\b/i, instead: "is optional" },
  { pattern: /\bmend(s|ed|ing)?\b/i, instead: "fix, fixed" },
  { pattern: /\b(says|said) that\b/i, instead: "reports, specifies, states" },
  { pattern: /\bforeign\b/i, instead: "unsupported, of another account, external" },
  { pattern: /\bwhose word\b/i, instead: "the owner of" },
  { pattern: /\bin the place of\b/i, instead: "instead of" },
  { pattern: /\bby turns\b/i, instead: "in turn, round-robin" },
  { pattern: /\bof ours\b/i, instead: "owned, Gatewright's" },
  { pattern: /[,;] else\b/i, instead: "otherwise" },
  { pattern: /\bunless told otherwise\b|\bunless you say otherwise\b/i, instead: "by default" },
];

/** Checked at the start of doc comments: functions start with a verb, types with a noun. */
export const OPENING: Word = {
  pattern: /^(what|whether|who|whose|where|how|why)\b/i,
  instead: "a verb (Returns ...) or a noun phrase",
};
