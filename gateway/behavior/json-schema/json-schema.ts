import { countSteps } from "../shared/bounded-work";
import { JavaList, JavaMap, type JavaValue } from "../templates/java-values";
import { formatProblem, isKnownFormat } from "./formats";
import { KEYWORDS } from "./keywords";
import type { NamedKeyword } from "./keyword";
import { fits } from "./pattern";
import { isSchema, type Schema, schemaAt } from "./schema";
import { jsonType } from "./instance";
import { Report, SchemaError } from "./report";
import { syntaxProblem } from "./syntax";

/**
 * A JSON Schema of draft 4, validated as the Java library does that API Gateway's messages come from
 * (com.github.java-json-tools:json-schema-validator 2.2): the children of a value are looked at only while nothing has failed,
 * a number with a fraction part is no integer, and formats are checked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class JsonSchema {
  private readonly problem: string | undefined;
  /** The problems of the schemas that references point at. */
  private readonly referenced = new Map<unknown, string | undefined>();

  constructor(private readonly root: unknown) {
    this.problem = syntaxProblem(root);
  }

  /**
   * Returns what the validator reports of a value.
   *
   * @throws SchemaError where the schema can't be used, SlowPatternError where a pattern of it takes too long.
   */
  validate(instance: JavaValue): Report {
    if (this.problem !== undefined) {
      throw new SchemaError(this.problem);
    }
    const report = new Report();
    new Validation(this.root, this.referenced).process(this.root, instance, "", report);
    return report;
  }
}

/** Steps of the check of a value by a schema, which takes longer than a step of a template does. */
const STEPS_PER_SCHEMA = 4;

/** One run over an instance. */
export class Validation {
  /** The schemas that are under way, with the places in the instance that they are applied to. */
  private readonly active = new Map<Schema, Set<string>>();
  private readonly keywords = new Map<Schema, NamedKeyword[]>();

  constructor(
    private readonly root: unknown,
    private readonly referenced: Map<unknown, string | undefined>,
  ) {}

  /** Validates the part of the instance at a path by a schema. */
  process(written: unknown, instance: JavaValue, path: string, report: Report): void {
    countSteps(STEPS_PER_SCHEMA);
    const schema = this.resolve(written);
    const paths = this.active.get(schema) ?? new Set();
    if (paths.has(path)) {
      throw new SchemaError(`validation loop: a schema is visited twice for pointer "${path}" of the body`);
    }
    this.active.set(schema, paths.add(path));
    const { format } = schema;
    if (typeof format === "string" && !isKnownFormat(format)) {
      report.warning(`format attribute "${format}" not supported`);
    }
    const type = jsonType(instance);
    for (const [, keyword] of this.keywordsOf(schema)) {
      if (keyword.types === undefined || keyword.types.includes(type)) {
        keyword.check(schema, instance, { validation: this, path, report });
      }
    }
    const problem =
      typeof format === "string" && typeof instance === "string" ? formatProblem(format, instance) : undefined;
    if (problem !== undefined) {
      report.error(problem);
    }
    paths.delete(path);
    if (report.isSuccess) {
      this.processChildren(schema, instance, path, report);
    }
  }

  /** Returns whether a value is valid by a schema, without a message. */
  isValid(schema: unknown, instance: JavaValue, path: string): boolean {
    const report = new Report();
    this.process(schema, instance, path, report);
    return report.isSuccess;
  }

  private keywordsOf(schema: Schema): NamedKeyword[] {
    const keywords = this.keywords.get(schema) ?? KEYWORDS.filter(([name]) => schema[name] !== undefined);
    this.keywords.set(schema, keywords);
    return keywords;
  }

  private processChildren(schema: Schema, instance: JavaValue, path: string, report: Report): void {
    if (instance instanceof JavaList) {
      instance.items.forEach((item, at) => {
        const child = elementSchema(schema, at);
        if (child !== undefined) {
          this.process(child, item, `${path}/${at}`, report);
        }
      });
    } else if (instance instanceof JavaMap) {
      for (const name of [...instance.entries.keys()].map(String).toSorted()) {
        for (const child of memberSchemas(schema, name)) {
          this.process(child, instance.get(name), `${path}/${name}`, report);
        }
      }
    }
  }

  /** Returns what is wrong with a schema that a reference points at: it may stand where the check of the root does not look. */
  private referencedProblem(schema: unknown): string | undefined {
    if (!this.referenced.has(schema)) {
      this.referenced.set(schema, syntaxProblem(schema));
    }
    return this.referenced.get(schema);
  }

  private resolve(written: unknown): Schema {
    const seen = new Set<unknown>();
    let schema = written;
    while (isSchema(schema) && typeof schema.$ref === "string") {
      if (seen.has(schema)) {
        throw new SchemaError(`JSON Reference "${schema.$ref}" loops on itself`);
      }
      seen.add(schema);
      const { $ref } = schema;
      schema = schemaAt(this.root, $ref);
      if (schema === undefined) {
        throw new SchemaError(`JSON Reference "${$ref}" cannot be resolved`);
      }
      const problem = this.referencedProblem(schema);
      if (problem !== undefined) {
        throw new SchemaError(problem);
      }
    }
    if (!isSchema(schema)) {
      throw new SchemaError("a schema has to be an object");
    }
    return schema;
  }
}

function elementSchema({ items, additionalItems }: Schema, at: number): unknown {
  if (isSchema(items)) {
    return items;
  }
  const places: unknown[] = Array.isArray(items) ? items : [];
  return at < places.length ? places[at] : isSchema(additionalItems) ? additionalItems : undefined;
}

function memberSchemas({ properties, patternProperties, additionalProperties }: Schema, name: string): unknown[] {
  const own = isSchema(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const byPattern = Object.entries(isSchema(patternProperties) ? patternProperties : {}).flatMap(([pattern, schema]) =>
    fits(pattern, name) ? [schema] : [],
  );
  const found = [...own, ...byPattern];
  return found.length === 0 && isSchema(additionalProperties) ? [additionalProperties] : found;
}
