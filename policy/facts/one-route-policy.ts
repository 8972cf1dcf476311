import {
  type AnyNode,
  type ArrowFunctionExpression,
  type CallExpression,
  type FunctionDeclaration,
  type FunctionExpression,
} from "acorn";
import { type SourceFile } from "./archive";
import { executedText } from "./executed-text";
import { isScript, startFolders } from "./function-code";
import { nameOf, places, textOf } from "../../language/javascript-syntax";
import { syntaxOf } from "./syntax";

type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** The ARN of the called route, which the event has by one of these names. */
const CALLED = /^(?:methodArn|routeArn)$/;
/** Names of functions of other modules that make a policy for what they are given. */
const MAKES_POLICY = /polic|allow|deny|grant/i;

/** In Python: the ARN as the policy's resource, or as an argument of a function that makes the policy. */
const CALLED_IN_PYTHON = `event(?:\\[["'](?:methodArn|routeArn)["']\\]|\\.get\\(["'](?:methodArn|routeArn)["'][^)]*\\))`;
const PYTHON_RESOURCE = new RegExp(`["']Resource["']\\s*:\\s*\\[?\\s*${CALLED_IN_PYTHON}`);
const PYTHON_CALL = new RegExp(
  `\\b\\w*(?:polic|allow|deny|grant)\\w*\\((?:[^()]|\\([^()]*\\))*${CALLED_IN_PYTHON}\\s*[,)]`,
  "i",
);

/** Returns true for an authorizer's code that answers with a policy for the called route alone. */
export function answersForOneRoute(file: SourceFile): boolean {
  if (!/methodArn|routeArn/.test(file.text)) {
    return false;
  }
  if (isScript(file)) {
    const text = executedText(file);
    return PYTHON_RESOURCE.test(text) || PYTHON_CALL.test(text);
  }
  const syntax = syntaxOf(file, startFolders());
  return syntax !== undefined && new PolicyCode(syntax.program).answersForOneRoute();
}

/** The code of an authorizer: its functions, and what flows into the resource of the policy that it makes. */
class PolicyCode {
  private readonly nodes: AnyNode[];
  private readonly functions = new Map<string, FunctionNode>();

  constructor(program: AnyNode) {
    this.nodes = [...places(program)].map(({ node }) => node);
    for (const node of this.nodes) {
      const [name, value] =
        node.type === "FunctionDeclaration" || node.type === "FunctionExpression"
          ? [nameOf(node.id), node]
          : node.type === "VariableDeclarator"
            ? [nameOf(node.id), node.init]
            : node.type === "AssignmentExpression"
              ? [nameOf(node.left), node.right]
              : node.type === "Property" || node.type === "MethodDefinition"
                ? [nameOf(node.key), node.value]
                : [];
      if (name !== undefined && isFunction(value)) {
        this.functions.set(name, value);
      }
    }
  }

  answersForOneRoute(): boolean {
    const aliases = new Set(this.nodes.flatMap(aliasesOf));
    const isCalled = (node: AnyNode | null | undefined): boolean =>
      (node?.type === "MemberExpression" && CALLED.test(nameOf(node) ?? "")) ||
      (node?.type === "Identifier" && aliases.has(node.name));
    return this.flows(this.nodes, isCalled, new Set());
  }

  /** Returns true where a value flows into a policy's resource, as it is, directly or by way of the code's functions. */
  private flows(nodes: AnyNode[], isValue: (node: AnyNode | null | undefined) => boolean, seen: Set<string>): boolean {
    return nodes.some((node) => {
      if (isResource(node, isValue)) {
        return true;
      }
      return node.type === "CallExpression" || node.type === "NewExpression"
        ? node.arguments.some((given, index) => isValue(given) && this.takes(node as CallExpression, index, seen))
        : false;
    });
  }

  /** Returns true where a called function puts the argument at the index into a policy. */
  private takes(call: CallExpression, index: number, seen: Set<string>): boolean {
    const name = nameOf(call.callee) ?? "";
    const called = this.functions.get(name);
    if (!called) {
      return MAKES_POLICY.test(name);
    }
    const parameter = called.params[index];
    const names = parameter?.type === "AssignmentPattern" ? nameOf(parameter.left) : nameOf(parameter);
    const key = `${name} ${String(index)}`;
    if (names === undefined || seen.has(key)) {
      return false;
    }
    const inside = [...places(called.body)].map(({ node }) => node);
    return this.flows(inside, (node) => node?.type === "Identifier" && node.name === names, new Set([...seen, key]));
  }
}

/** `Resource: value`, `Resource: [value]` or `statement.Resource = value`. */
function isResource(node: AnyNode, isValue: (node: AnyNode | null | undefined) => boolean): boolean {
  const [name, value]: [string | undefined, AnyNode | null | undefined] =
    node.type === "Property"
      ? [nameOf(node.key) ?? textOf(node.key), node.value]
      : node.type === "AssignmentExpression"
        ? [nameOf(node.left), node.right]
        : [undefined, undefined];
  return (
    name === "Resource" &&
    (isValue(value) || (value?.type === "ArrayExpression" && value.elements.some((one) => isValue(one))))
  );
}

/** Variables that hold the called route's ARN: `const { methodArn } = event`, `const arn = event.methodArn`. */
function aliasesOf(node: AnyNode): string[] {
  if (node.type !== "VariableDeclarator" && node.type !== "ObjectPattern") {
    return [];
  }
  if (node.type === "ObjectPattern") {
    return node.properties.flatMap((property) =>
      property.type === "Property" && CALLED.test(nameOf(property.key) ?? "") && property.value.type === "Identifier"
        ? [property.value.name]
        : [],
    );
  }
  const name = nameOf(node.id);
  return name !== undefined && node.init?.type === "MemberExpression" && CALLED.test(nameOf(node.init) ?? "")
    ? [name]
    : [];
}

function isFunction(node: AnyNode | null | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}
