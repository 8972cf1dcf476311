import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { urnOf } from "./outputs";

/**
 * The components that this process has made. A program that hands one to another, such as an API to a custom domain, hands over a
 * reference: with the component itself the domain knows the API's kind, and waits for its stages.
 */
export class References {
  private readonly made = new Map<string, pulumi.ComponentResource>();

  constructor(version: string) {
    pulumi.runtime.registerResourceModule("gatewright", "index", {
      version,
      construct: (name, type, urn) => this.find(name, type, urn),
    });
    // @pulumi/aws does so when all of it is loaded, which no component needs
    pulumi.runtime.registerResourcePackage("aws", {
      version,
      constructProvider: (name, _type, urn) => new Provider(name, undefined, { urn }),
    });
  }

  /** Adds a component as soon as it is registered. */
  async add(component: pulumi.ComponentResource): Promise<void> {
    this.made.set(await urnOf(component), component);
  }

  private find(name: string, type: string, urn: string): pulumi.ComponentResource {
    const component = this.made.get(urn);
    if (component === undefined) {
      const label = `${type.slice(type.lastIndexOf(":") + 1)} ${JSON.stringify(name)}`;
      throw new pulumi.RunError(
        `${label} was made by another provider of gatewright. Fix: make it and what uses it with the same provider.`,
      );
    }
    return component;
  }
}
