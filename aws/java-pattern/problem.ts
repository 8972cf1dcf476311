import { translateJavaPattern } from "./translation";

/** Returns why a text is no pattern of Java's, which API Gateway refuses then; undefined where it is one. */
export function javaPatternProblem(text: string): string | undefined {
  try {
    translateJavaPattern(text);
    return undefined;
  } catch (error) {
    // a character by its name is the one construct that is not translated
    return error instanceof SyntaxError && !text.includes("\\N{") ? error.message : undefined;
  }
}
