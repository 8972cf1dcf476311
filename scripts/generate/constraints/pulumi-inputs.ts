import ts from "typescript";
import { join } from "node:path";

/** An input of a resource: a value, an object with inputs, a list of one of these, or a map. */
export type InputTree =
  | { kind: "value" }
  | { kind: "map" }
  | { kind: "list"; of: InputTree }
  | { kind: "object"; inputs: Map<string, InputTree> };

const DEEPEST = 6;

/** Reads the inputs of resource types from the declarations of `@pulumi/aws`. */
export class PulumiInputs {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  constructor(
    private readonly root: string,
    types: readonly string[],
  ) {
    const files = types.map((type) => this.file(type));
    this.program = ts.createProgram([...new Set(files)], { skipLibCheck: true, strict: true, types: [] });
    this.checker = this.program.getTypeChecker();
  }

  /** Returns the inputs of `aws:lambda/function:Function`, from the interface `FunctionArgs`. */
  inputs(type: string): Map<string, InputTree> {
    const source = this.program.getSourceFile(this.file(type));
    const name = `${type.slice(type.lastIndexOf(":") + 1)}Args`;
    const found = source?.statements.find(
      (statement): statement is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    );
    if (found === undefined) {
      throw new Error(`@pulumi/aws has no ${name} for ${type}`);
    }
    return this.members(this.checker.getTypeAtLocation(found), 0);
  }

  private file(type: string): string {
    const [, module = "", resource = ""] = /^aws:([^/]+)\/([^:]+):/.exec(type) ?? [];
    return join(this.root, "node_modules/@pulumi/aws", module, `${FILES[resource] ?? resource}.d.ts`);
  }

  private members(type: ts.Type, depth: number): Map<string, InputTree> {
    return new Map(
      type
        .getProperties()
        .map((property): [string, InputTree] => [
          property.name,
          this.tree(this.checker.getTypeOfSymbol(property), depth + 1),
        ]),
    );
  }

  private tree(input: ts.Type, depth: number): InputTree {
    const type = this.plain(input);
    if (type === undefined || depth > DEEPEST) {
      return { kind: "value" };
    }
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { kind: "list", of: item === undefined ? { kind: "value" } : this.tree(item, depth + 1) };
    }
    if (type.getStringIndexType() !== undefined) {
      return { kind: "map" };
    }
    return (type.flags & ts.TypeFlags.Object) !== 0 && type.getProperties().length > 0
      ? { kind: "object", inputs: this.members(type, depth) }
      : { kind: "value" };
  }

  /** The type without its promise, its Output and undefined; undefined for text and numbers. */
  private plain(type: ts.Type): ts.Type | undefined {
    const all = type.isUnion() ? type.types : [type];
    return all.find(
      (item) =>
        (item.flags & ts.TypeFlags.Object) !== 0 && !["Promise", "OutputInstance"].includes(item.symbol?.name ?? ""),
    );
  }
}

/** Resources whose module's file is called otherwise than the resource. */
const FILES: Record<string, string> = { function: "function" };
