/** The parts of botocore's `service-2.json` that constrain inputs. */
export interface ServiceModel {
  metadata: { apiVersion: string };
  operations: Record<string, { input?: { shape: string }; http: { requestUri: string } }>;
  shapes: Record<string, Shape>;
}

export interface Shape {
  type: string;
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  required?: string[];
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
}

/** The bounds in the name of a shape such as `StringWithLengthBetween1And64`, which carries them in its name alone. */
export function boundsInName(name: string): Pick<Shape, "min" | "max"> {
  const match = /Between(Minus)?(\d+)And(\d+)(K)?$/.exec(name);
  if (match === null) {
    return {};
  }
  const [, minus, min, max, kilo] = match;
  return { min: Number(min) * (minus === undefined ? 1 : -1), max: Number(max) * (kilo === undefined ? 1 : 1024) };
}

/**
 * Returns a pattern that JavaScript reads as Java does, anchored at both ends; undefined for one that it can't compile or that
 * accepts everything.
 */
export function toJavaScript(pattern: string): string | undefined {
  const bare = pattern.replace(/\\A|\\Z|\\z/g, "");
  const anchored = `^(?:${bare})$`;
  if (/^\^?\(?(\.\*|\.\+|\[\\s\\S\]\*|\[\^\]\*)\)?\$?$/.test(bare)) {
    return undefined;
  }
  for (const flags of ["u", ""]) {
    try {
      new RegExp(anchored, flags);
      return anchored;
    } catch {
      // tried without the flag next
    }
  }
  return undefined;
}
