import { exportsHandler } from "../../aws/lambda-handler";
import { isEsModule, LONGEST_PARSED, moduleExports } from "../../language/module-exports";
import { nearestName } from "../../language/nearest-name";
import { type PolicyResource } from "../graph/resource";
import { type SourceFile } from "./archive";
import { executedText } from "./executed-text";
import { codeFile, startFolders } from "./function-code";
import { syntaxOf } from "./syntax";

/** The function that Lambda calls: the module in the archive and the name in it. */
interface Handler {
  /** Without its ending. */
  module: string;
  name: string;
}

/** The fault of a handler, and its fix. */
export interface HandlerProblem {
  finding: string;
  fix: string;
}

/**
 * Returns why Lambda can't find the handler of a function in Node.js or Python; undefined where it finds it, or where only running the
 * code tells. Throws `Undecided` where the code can't be read.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
 */
export function handlerProblem(target: PolicyResource): HandlerProblem | undefined {
  const runtime = target.text("runtime") ?? "";
  const handler = target.text("handler") ?? "";
  // a layer may bring the module
  const isElsewhere = handler.startsWith("/opt/") || target.list("layers").length > 0;
  const node = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  if (node !== undefined) {
    return nodeProblem(target, handler, { version: Number(node), isElsewhere });
  }
  return runtime.startsWith("python3.") ? pythonProblem(target, handler, isElsewhere) : undefined;
}

/** The last part of the path is split at its first dot. */
function nodeProblem(
  target: PolicyResource,
  handler: string,
  { version, isElsewhere }: { version: number; isElsewhere: boolean },
): HandlerProblem | undefined {
  const { module, name } = split(handler, handler.indexOf(".", handler.lastIndexOf("/") + 1));
  if (module === "" || name === "") {
    return malformed(target, handler, "index.handler");
  }
  let file: SourceFile | undefined;
  for (const ending of [".js", ".mjs", ".cjs", ""]) {
    file ??= codeFile(target, `${module}${ending}`);
  }
  if (file === undefined) {
    return isElsewhere || isPackage(target, module)
      ? undefined
      : missing(target, handler, `${module}.js, ${module}.mjs or ${module}.cjs`);
  }
  const syntax = file.text.length > LONGEST_PARSED ? undefined : syntaxOf(file, startFolders());
  const exported = syntax && moduleExports(syntax);
  const wanted = name.split(".")[0] ?? name;
  if (syntax === undefined || exported === undefined || exportsHandler(exported, name, version)) {
    return undefined;
  }
  // the name that `import` gives what CommonJS exports is none of its own
  const named = isEsModule(syntax) ? exported : exported.filter((one) => one !== "default");
  const nearest = nearestName(wanted, named) ?? named[0];
  return notThere(target, { handler, module, name: wanted, nearest, verb: "export" });
}

/** A handler may be a package in the archive. */
function isPackage(target: PolicyResource, module: string): boolean {
  return module.includes("node_modules/") || codeFile(target, `node_modules/${module}/package.json`) !== undefined;
}

/** The path is split at its last dot. */
function pythonProblem(target: PolicyResource, handler: string, isElsewhere: boolean): HandlerProblem | undefined {
  const { module, name } = split(handler, handler.lastIndexOf("."));
  if (module === "" || name === "") {
    return malformed(target, handler, "app.handler");
  }
  const path = module.replaceAll(".", "/");
  const file = codeFile(target, `${path}.py`) ?? codeFile(target, `${path}/__init__.py`);
  if (file === undefined) {
    // compiled modules have other endings
    const isCompiled = codeFile(target, `${path}.pyc`) !== undefined;
    return isElsewhere || isCompiled ? undefined : missing(target, handler, `${path}.py`);
  }
  if (mayDefine(file, name)) {
    return undefined;
  }
  const defined = [...file.text.matchAll(/^(?:async[ \t]+)?def[ \t]+(\w+)/gm)].map(([, found = ""]) => found);
  return notThere(target, {
    handler,
    module,
    name,
    nearest: nearestName(name, defined) ?? defined.at(-1),
    verb: "define",
  });
}

/** Returns false where the name stands nowhere in the code, and nothing in it could make a name. */
function mayDefine(file: SourceFile, name: string): boolean {
  const text = executedText({ ...file, path: "module.py" });
  return (
    /\bimport[ \t]*\*|\b(?:globals|vars|locals|setattr|exec|eval)[ \t]*\(|\b__getattr__\b|\b__dict__\b/.test(text) ||
    new RegExp(`(?<![.\\w])${name.replaceAll(/\W/g, "\\$&")}(?!\\w)`).test(text)
  );
}

function split(handler: string, at: number): Handler {
  return at < 0 ? { module: "", name: "" } : { module: handler.slice(0, at), name: handler.slice(at + 1) };
}

function malformed(target: PolicyResource, handler: string, example: string): HandlerProblem {
  return {
    finding: `The handler ${JSON.stringify(handler)} of ${target.name} names no module and function.`,
    fix: `Write the file without its ending, a dot and the function, such as "${example}".`,
  };
}

function missing(target: PolicyResource, handler: string, files: string): HandlerProblem {
  return {
    finding: `The handler of ${target.name} is ${JSON.stringify(handler)}, and its code has no ${files}.`,
    fix: "Write the path of the file in the archive, or add the file to the code.",
  };
}

function notThere(
  target: PolicyResource,
  { handler, module, name, nearest, verb }: Handler & { handler: string; nearest: string | undefined; verb: string },
): HandlerProblem {
  const fix = `${verb === "export" ? "Export" : "Define"} ${name}`;
  return {
    finding: `The handler of ${target.name} is ${JSON.stringify(handler)}, and ${module} does not ${verb} ${name}.`,
    fix:
      nearest === undefined
        ? `${fix}.`
        : `Write "${module}.${nearest}", or ${fix.replace(/^[ED]/, (letter) => letter.toLowerCase())}.`,
  };
}
