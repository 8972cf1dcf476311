import type { ModelConstraint, TypeConstraints } from "../../../aws/constraints/model";
import { memberOf } from "../../../aws/constraints/model-violations";
import { stepsOf } from "../../../aws/constraints/violation";
import type { InputTree } from "./pulumi-inputs";
import { boundsInName, type ServiceModel, type Shape, toJavaScript } from "./service-model";
import { PAGES, type Source } from "./sources";
import { defined } from "../../../language/defined";

/** Returns the constraints of a type's inputs. */
export function constraintsOf(
  inputs: Map<string, InputTree>,
  source: Source,
  model: ServiceModel,
  type: string,
): TypeConstraints {
  let page = "";
  const found: ConstraintsByPath = {};
  for (const [name, at] of Object.entries(source.shapes)) {
    const operation = model.operations[name];
    const shape = model.shapes[operation?.input?.shape ?? name];
    if (shape === undefined) {
      throw new Error(`${source.service} has no operation or shape ${name}`);
    }
    page ||= pageOf(source.service, name, operation?.http.requestUri);
    const reader = new Reader(model, source, type, name, found);
    const start = at === "" ? inputs : membersAt(inputs, at);
    reader.object(start, shape, at === "" ? "" : `${at}.`);
  }
  return { page, ...byInput(found) };
}

/** By path, such as `corsConfiguration.maxAge` or `authorizationScopes[]`. */
type ConstraintsByPath = Record<string, ModelConstraint & { member: string }>;

/** Returns the constraints by input, without the names of members that follow from it and from the call. */
function byInput(found: ConstraintsByPath): Omit<TypeConstraints, "page"> {
  const [call = "", first = ""] = Object.values(found)[0]?.member.split(".") ?? [];
  const names = defined({ call, upperCamelCase: /^[A-Z]/.test(first) || undefined });
  const inputs: TypeConstraints["inputs"] = {};
  for (const [path, { member, ...constraint }] of Object.entries(found)) {
    const [input = ""] = stepsOf(path);
    const own = member === memberOf(names, path) ? {} : { member };
    (inputs[input] ??= {})[path.slice(input.length)] = { ...own, ...constraint };
  }
  return { ...names, inputs };
}

function membersAt(inputs: Map<string, InputTree>, at: string): Map<string, InputTree> {
  const tree = inputs.get(at);
  const inner = tree?.kind === "list" ? tree.of : tree;
  if (inner?.kind !== "object") {
    throw new Error(`${at} is no object`);
  }
  return inner.inputs;
}

/** The API reference of API Gateway v2 has a page for each path: `/v2/apis/{apiId}/routes` is on `apis-apiid-routes.html`. */
function pageOf(service: string, name: string, uri = ""): string {
  return service === "apigatewayv2"
    ? `https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/${uri
        .replace(/^\/v2\//, "")
        .replace(/[{}]/g, "")
        .replaceAll("/", "-")
        .toLowerCase()}.html`
    : (PAGES[service] ?? "").replace("{}", name);
}

/** Words are compared without case and plural: Pulumi calls a list `subnetIds` that AWS calls `Subnets` or `subnetIds`. */
function normal(name: string): string {
  return name.toLowerCase().replace(/s$/, "");
}

class Reader {
  constructor(
    private readonly model: ServiceModel,
    private readonly source: Source,
    private readonly type: string,
    private readonly operation: string,
    private readonly found: ConstraintsByPath,
  ) {}

  object(inputs: Map<string, InputTree>, shape: Shape, prefix: string): void {
    for (const [name, tree] of inputs) {
      const path = prefix + name;
      const member = this.memberOf(shape, name, path);
      if (member === undefined) {
        this.grouped(tree, shape, path);
        continue;
      }
      const inner = this.model.shapes[shape.members?.[member]?.shape ?? ""];
      if (inner !== undefined) {
        this.value(tree, inner, shape.members?.[member]?.shape ?? "", path, member);
        this.markRequired(shape, member, path, prefix);
      }
    }
  }

  /** Members that Pulumi groups in an object of its own, such as `healthCheck`: those that are renamed. */
  private grouped(tree: InputTree, shape: Shape, path: string): void {
    if (tree.kind === "object") {
      const renamed = [...tree.inputs].filter(([name]) => this.source.renamed?.[`${path}.${name}`] !== undefined);
      this.object(new Map(renamed), shape, `${path}.`);
    }
  }

  private memberOf(shape: Shape, name: string, path: string): string | undefined {
    const renamed = this.source.renamed?.[path];
    const members = Object.keys(shape.members ?? {});
    if (renamed !== undefined) {
      return members.includes(renamed) ? renamed : undefined;
    }
    const resource = this.type.slice(this.type.lastIndexOf(":") + 1);
    const own = name === "name" ? [name, `${resource}Name`, `${resource}`] : [name];
    const exact = members.find((member) => own.some((word) => word.toLowerCase() === member.toLowerCase()));
    return exact ?? members.find((member) => own.some((word) => normal(word) === normal(member)));
  }

  private value(tree: InputTree, shape: Shape, shapeName: string, path: string, member: string): void {
    const { min = boundsInName(shapeName).min, max = boundsInName(shapeName).max } = shape;
    const name = `${this.operation}.${member}`;
    if (shape.type === "structure") {
      const inner = tree.kind === "list" ? tree.of : tree;
      if (inner.kind === "object") {
        this.object(inner.inputs, shape, tree.kind === "list" ? `${path}[].` : `${path}.`);
      }
    } else if (shape.type === "list") {
      this.list(tree, shape, path, member, { min, max });
    } else if (shape.type === "map") {
      this.map(tree, shape, path, member);
    } else if (shape.type === "string" && tree.kind === "value") {
      const pattern = shape.pattern === undefined ? undefined : toJavaScript(shape.pattern);
      const allowed = shape.enum;
      if (allowed !== undefined || pattern !== undefined || (min ?? 0) > 1 || max !== undefined) {
        this.found[path] = defined({
          member: name,
          enum: allowed,
          pattern,
          minLength: min === undefined || allowed !== undefined ? undefined : min,
          maxLength: max === undefined || allowed !== undefined ? undefined : max,
        });
      }
    } else if (["integer", "long", "float", "double"].includes(shape.type) && tree.kind === "value") {
      this.found[path] = defined({
        member: name,
        integer: ["integer", "long"].includes(shape.type) ? (shape.type === "integer" ? 32 : 64) : undefined,
        min,
        max,
      });
    }
  }

  private list(tree: InputTree, shape: Shape, path: string, member: string, size: Pick<Shape, "min" | "max">): void {
    const itemName = shape.member?.shape ?? "";
    const item = this.model.shapes[itemName];
    if (item === undefined) {
      return;
    }
    if (tree.kind !== "list") {
      // Pulumi has one object where AWS takes a list of at most one
      this.value(tree, item, itemName, path, member);
      return;
    }
    this.value(tree.of, item, itemName, `${path}[]`, member);
    if (tree.of.kind === "object" && item.type === "structure") {
      this.object(tree.of.inputs, item, `${path}[].`);
    }
    if (size.max !== undefined && size.max < 10_000) {
      this.found[path] = { member: `${this.operation}.${member}`, maxItems: size.max };
    }
  }

  private map(tree: InputTree, shape: Shape, path: string, member: string): void {
    if (tree.kind !== "map" || path === "tags") {
      return;
    }
    for (const [part, ref] of [["{key}", shape.key?.shape] as const, ["{}", shape.value?.shape] as const]) {
      const inner = this.model.shapes[ref ?? ""];
      // of a map of lists, Pulumi has the items in one text with commas between
      if (inner !== undefined && inner.type !== "list") {
        this.value({ kind: "value" }, inner, ref ?? "", `${path}${part}`, member);
      }
    }
  }

  /** Nested alone: what a call requires, Pulumi's own types do; some of it the provider fills in. */
  private markRequired(shape: Shape, member: string, path: string, prefix: string): void {
    const constraint = this.found[path];
    if (prefix !== "" && constraint !== undefined && shape.required?.includes(member) === true) {
      constraint.required = true;
    }
  }
}
