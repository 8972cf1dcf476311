import { formatArn } from "../../aws/arn";
import { defined } from "../../language/defined";
import { readdirSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { memberOf } from "../../aws/openapi";
import { DeploymentError } from "../monitor/deployment-error";
import { type ResourceNode } from "../graph/graph";
import { ASSET_SIGNATURE, type PropertyValue, SIGNATURE_KEY, UNKNOWN } from "../graph/value";
import { type ExpansionHost, type Properties } from "./host";
import { outputOf, referenced, shortHash, textOf } from "./values";
import { statsOf } from "../../language/stats-of";

export interface StaticOperation {
  path: string;
  method: string;
  operation: Properties;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".htm": "text/html",
  ".html": "text/html",
  ".ico": "image/vnd.microsoft.icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "application/javascript",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "application/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** The files that routes with a `localPath` serve from a bucket. */
export class StaticFiles {
  readonly dependencies: string[] = [];
  private bucket: ResourceNode | undefined;

  constructor(private readonly host: ExpansionHost) {}

  /** Makes the objects of a file or folder, and returns the operations that serve them. */
  async operations(path: string, localPath: string, route: Properties): Promise<StaticOperation[]> {
    const start = resolve(this.host.programDirectory, localPath);
    const stat = statsOf(start);
    if (stat === undefined) {
      throw new DeploymentError(`The localPath ${localPath} of the route ${path} does not exist.`);
    }
    await this.openBucket();
    return stat.isDirectory() ? this.folder(path, start, route) : this.file(path, start, route);
  }

  private async file(path: string, file: string, route: Properties): Promise<StaticOperation[]> {
    const key = this.host.component.name + shortHash(`get:${path}`);
    const role = await this.role(key);
    await this.object(key, file, route.contentType);
    return [{ path, method: "get", operation: this.operation(key, role) }];
  }

  private async folder(path: string, folder: string, { index }: Properties): Promise<StaticOperation[]> {
    const root = path.endsWith("/") ? path : `${path}/`;
    const key = this.host.component.name + shortHash(`get:${root}`);
    const role = await this.role(key);
    const indexFile = index === false ? undefined : typeof index === "string" ? index : "index.html";
    const operations: StaticOperation[] = [];
    for (const file of filesOf(folder)) {
      const name = relative(folder, file).split(sep).join("/");
      await this.object(`${key}/${name}`, file, undefined);
      if (name === indexFile) {
        operations.push({ path: root, method: "get", operation: this.operation(`${key}/${name}`, role) });
      }
    }
    const all = this.operation(key, role, "proxy");
    return [...operations, { path: `${root}{proxy+}`, method: memberOf("ANY"), operation: all }];
  }

  private async openBucket(): Promise<void> {
    const { component } = this.host;
    this.bucket ??=
      referenced(this.host, component.inputs.staticRoutesBucket) ??
      (await this.host.register({
        type: "aws:s3/bucket:Bucket",
        name: component.name.toLowerCase().replace(/[^a-z0-9-]/g, ""),
        inputs: {},
      }));
    if (!this.dependencies.includes(this.bucket.urn)) {
      this.dependencies.push(this.bucket.urn);
    }
  }

  private async role(key: string): Promise<ResourceNode> {
    const role = await this.host.register({
      type: "aws:iam/role:Role",
      name: key,
      inputs: {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Sid: "", Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        }),
        ...defined({ tags: this.host.component.inputs.tags }),
      },
    });
    const { partition } = this.host.context;
    await this.host.register({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: key,
      inputs: {
        role: role.id ?? UNKNOWN,
        policyArn: formatArn({ partition, account: "aws" }, "iam", "policy/AmazonS3FullAccess"),
      },
      dependencies: { role: [role.urn] },
    });
    this.dependencies.push(role.urn);
    return role;
  }

  private async object(key: string, file: string, contentType: PropertyValue | undefined): Promise<void> {
    const type = contentType ?? CONTENT_TYPES[extname(file).toLowerCase()];
    await this.host.register({
      type: "aws:s3/bucketObject:BucketObject",
      name: key,
      inputs: {
        bucket: this.bucket?.id ?? UNKNOWN,
        key,
        source: { [SIGNATURE_KEY]: ASSET_SIGNATURE, path: file },
        ...defined({ contentType: type, tags: this.host.component.inputs.tags }),
      },
      dependencies: { bucket: this.bucket === undefined ? [] : [this.bucket.urn] },
    });
  }

  private operation(key: string, role: ResourceNode, parameter?: string): Properties {
    const { partition, region } = this.host.context;
    const bucket = this.bucket === undefined ? UNKNOWN : outputOf(this.bucket, "bucket");
    const end = parameter === undefined ? `/${key}` : `/${key}/{${parameter}}`;
    const header = (name: string): [string, string] => [
      `method.response.header.${name}`,
      `integration.response.header.${name}`,
    ];
    return {
      responses: {
        "200": {
          description: "200 response",
          schema: { type: "object" },
          headers: { "Content-Type": { type: "string" }, "content-type": { type: "string" } },
        },
        "400": { description: "400 response" },
        "500": { description: "500 response" },
      },
      "x-amazon-apigateway-integration": {
        credentials: outputOf(role, "arn"),
        uri: textOf([formatArn({ partition, region, account: "s3" }, "apigateway", "path/"), bucket, end]),
        passthroughBehavior: "when_no_match",
        httpMethod: "GET",
        type: "aws",
        responses: {
          "4\\d{2}": { statusCode: "400" },
          default: {
            statusCode: "200",
            responseParameters: Object.fromEntries([header("Content-Type"), header("content-type")]),
          },
          "5\\d{2}": { statusCode: "500" },
        },
        ...(parameter !== undefined && {
          requestParameters: { [`integration.request.path.${parameter}`]: `method.request.path.${parameter}` },
        }),
      },
      ...(parameter !== undefined && { parameters: [{ name: parameter, in: "path", required: true, type: "string" }] }),
    };
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : entry.isFile() ? [path] : [];
  });
}
