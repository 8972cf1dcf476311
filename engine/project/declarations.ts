import { EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";
import { type Project } from "./project";
import { defined } from "../../language/defined";
import { isRecord } from "../../language/is-record";

interface ConfigType {
  type?: string;
  items?: ConfigType;
}

/** One key under `config` in Pulumi.yaml. */
export interface ConfigDeclaration extends ConfigType {
  /** The `default` or `value`; undefined where a stack must give one. */
  fallback: unknown;
  secret: boolean;
  location: SourceLocation;
}

const TYPES = ["string", "integer", "boolean", "array", "object"];
const ATTRIBUTES = ["type", "description", "items", "default", "value", "secret"];

/**
 * The project's declared configuration by full key, from the long form (`type`, `default`, ...) and the short one (`key: value`).
 * See https://www.pulumi.com/docs/iac/concepts/projects/project-file/#config-options
 *
 * @throws EvaluationError with all faulty declarations
 */
export function readDeclarations(project: Project): Map<string, ConfigDeclaration> {
  const { config } = project.file.content;
  const problems: { location: SourceLocation; text: string }[] = [];
  const declarations = new Map<string, ConfigDeclaration>();
  for (const [key, raw] of Object.entries(isRecord(config) ? config : {})) {
    const location = project.file.locationOf("config", key);
    const full = key.includes(":") ? key : `${project.name}:${key}`;
    const declaration = declarationOf(raw, location);
    declarations.set(full, declaration);
    const text = declarationProblem(declaration, raw, full.startsWith(`${project.name}:`));
    if (text !== undefined) {
      problems.push({ location, text: `config "${key}" ${text}` });
    }
  }
  if (problems.length > 0) {
    const message = problems.map(({ location, text }) => `${printLocation(location)}: ${text}`).join("\n");
    throw new EvaluationError(message, { location: problems[0]?.location });
  }
  return declarations;
}

function declarationOf(raw: unknown, location: SourceLocation): ConfigDeclaration {
  if (!isLongForm(raw)) {
    return { fallback: raw ?? undefined, secret: false, location };
  }
  return { ...typeOf(raw), fallback: raw.default ?? raw.value ?? undefined, secret: raw.secret === true, location };
}

/** The CLI reads a mapping with any of its attributes as a declaration, and any other mapping as the value itself. */
function isLongForm(raw: unknown): raw is Record<string, unknown> {
  return isRecord(raw) && Object.keys(raw).every((key) => ATTRIBUTES.includes(key));
}

function typeOf(raw: Record<string, unknown>): ConfigType {
  return defined({
    type: raw.type === undefined ? undefined : typeof raw.type === "string" ? raw.type : JSON.stringify(raw.type),
    items: isRecord(raw.items) ? typeOf(raw.items) : undefined,
  });
}

function declarationProblem(declaration: ConfigDeclaration, raw: unknown, own: boolean): string | undefined {
  const { type, items, fallback } = declaration;
  if (isLongForm(raw) && raw.default !== undefined && raw.value !== undefined) {
    return 'has both "default" and "value": keep one';
  }
  if (!own && (type !== undefined || (isLongForm(raw) && raw.default !== undefined))) {
    return 'belongs to another namespace and may have only a "value", no type and no default';
  }
  if (type !== undefined && !TYPES.includes(type)) {
    return `has the type "${type}": allowed are ${TYPES.join(", ")}`;
  }
  if (type === "array" && items === undefined) {
    return 'is an array and needs "items", the type of its elements';
  }
  return type !== undefined && fallback !== undefined && !hasType(fallback, declaration)
    ? `has the default ${JSON.stringify(fallback)}, which is not of type ${typeName(declaration)}`
    : undefined;
}

/** Returns what is wrong with a value for its declaration; never repeats a secret's value. */
export function typeProblem(declaration: ConfigDeclaration, content: unknown, secret: boolean): string | undefined {
  // the CLI looks at secrets of declared types alone, and at their defaults too
  if (declaration.secret && declaration.type !== undefined && !secret) {
    return "is declared secret and must be encrypted: pulumi config set --secret";
  }
  if (declaration.type === undefined || hasType(content, declaration)) {
    return undefined;
  }
  const given = secret ? "a secret value" : JSON.stringify(content);
  return `is ${given}, and must be of type ${typeName(declaration)}`;
}

/** `array<string>` for a list of strings. */
export function typeName({ type, items }: ConfigType): string {
  return type === "array" ? `array<${items === undefined ? "" : typeName(items)}>` : (type ?? "");
}

/** The CLI's own leniency: a scalar in YAML is text to it, so 42 is also a string, and "42" also an integer. */
function hasType(value: unknown, { type, items }: ConfigType): boolean {
  switch (type) {
    case "string":
      return ["string", "number", "bigint", "boolean"].includes(typeof value);
    case "integer":
      return (
        typeof value === "bigint" || Number.isInteger(value) || (typeof value === "string" && /^[-+]?\d+$/.test(value))
      );
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value) && items !== undefined && value.every((item) => hasType(item, items));
    default:
      return true;
  }
}
