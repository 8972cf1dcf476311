import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { isRecord } from "../../language/is-record";
import type { ComponentProvider } from "../../plugin/provider";

const load = createRequire(__filename);

interface YamlProgram {
  resources: Record<string, { type: string; properties?: Record<string, unknown> }>;
  outputs?: Record<string, unknown>;
}

/**
 * Makes the resources of a Pulumi program in YAML as its language host and the engine do: those of gatewright by the component provider,
 * references to them as the provider finds them, and each mention of an output as an Output of its own.
 * https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/
 */
export async function runYaml(
  text: string,
  provider: ComponentProvider,
  config: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const program = parse(text) as YamlProgram;
  const made = new Map<string, Promise<object>>();

  const resource = (name: string): Promise<object> => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };

  const make = async (name: string): Promise<object> => {
    const declared = program.resources[name];
    if (declared === undefined) {
      throw new Error(`no resource ${name}`);
    }
    const [pkg = "", module = "", type = ""] = declared.type.split(":");
    const inputs = (await value(declared.properties ?? {})) as pulumi.Inputs;
    if (pkg === "gatewright") {
      const token = `gatewright:index:${type === "" ? module : type}`;
      const { urn, state } = await provider.construct(name, token, inputs, {});
      return { urn, type: token, ...(state as object) };
    }
    const classes = load(`@pulumi/${pkg}/${module}`) as Record<string, new (name: string, args: object) => object>;
    const Resource = classes[type];
    if (Resource === undefined) {
      throw new Error(`no type ${declared.type}`);
    }
    return new Resource(name, inputs);
  };

  const value = async (given: unknown): Promise<unknown> => {
    if (typeof given === "string") {
      return textValue(given);
    }
    if (Array.isArray(given)) {
      return Promise.all(given.map(value));
    }
    if (!isRecord(given)) {
      return given;
    }
    const entries = await Promise.all(
      Object.entries(given).map(async ([key, item]) => [key, await value(item)] as const),
    );
    const [[fn, argument] = []] = entries;
    if (fn === "fn::toJSON") {
      return pulumi.jsonStringify(argument);
    }
    return fn === "fn::fileArchive" ? new pulumi.asset.FileArchive(String(argument)) : Object.fromEntries(entries);
  };

  const textValue = async (text: string): Promise<unknown> => {
    const [, whole] = /^\$\{([^}]+)\}$/.exec(text) ?? [];
    if (whole !== undefined) {
      return mention(whole);
    }
    const parts: unknown[] = [];
    for (const part of text.split(/(\$\{[^}]+\})/)) {
      parts.push(part.startsWith("${") ? await textValue(part) : part);
    }
    return parts.length === 1 ? text : pulumi.all(parts).apply((all) => all.join(""));
  };

  const mention = async (path: string): Promise<unknown> => {
    const [name = "", ...members] = path.split(".");
    if (program.resources[name] === undefined) {
      return config[name] ?? Promise.reject(new Error(`no config ${name}`));
    }
    const found = await resource(name);
    if (members.length === 0) {
      return reference(name, found);
    }
    const output = members.reduce((from, member) => Reflect.get(from, member) as object, found);
    return (output as pulumi.Output<unknown>).apply((known) => known);
  };

  await Promise.all(Object.keys(program.resources).map(resource));
  const outputs = (await value(program.outputs ?? {})) as Record<string, unknown>;
  await pulumi.runtime.disconnect();
  return outputs;
}

async function reference(name: string, found: object): Promise<unknown> {
  if (pulumi.Resource.isInstance(found)) {
    return found;
  }
  const { urn, type } = found as { urn: pulumi.Output<string>; type: string };
  const known = await new Promise<string>((resolve) => urn.apply(resolve));
  return pulumi.runtime.getResourceModule("gatewright", "index", undefined)?.construct(name, type, known);
}
