import { formatArn } from "../../../../aws/arn";
import type { ResourceNode } from "../../../../engine/graph/graph";
import { asTexts, type GraphIndex } from "../../../../engine/graph/graph-index";
import { defined } from "../../../../language/defined";
import {
  requiredParameter,
  type ServiceCall,
  ServiceError,
  textParameter,
  UnsupportedActionError,
} from "../service-call";
import type { StandInDefinition } from "../stand-in";

/**
 * The secrets of the program, with the values that it sets. Only the answer has a value: the log and the inbox have the call.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export const secretsManagerStandIn: StandInDefinition = {
  service: "secretsmanager",
  protocol: { kind: "json", version: "1.1", target: "secretsmanager", errorMember: "Message" },
  start: (program) => ({
    resourceArn: (call) => {
      const id = requiredParameter(call, "SecretId", "InvalidParameterException");
      const found = secretOf(program.index, id);
      const arn = found && program.index?.text(found, "arn");
      return arn ?? (id.startsWith("arn:") ? id : formatArn(call, "secretsmanager", `secret:${id}`));
    },
    answer: (call) => {
      if (call.operation !== "GetSecretValue") {
        throw new UnsupportedActionError(call);
      }
      return { result: secretValue(program.index, call) };
    },
  }),
};

/** The time at which the program's secrets are made, in seconds. */
const CREATED = Math.floor(Date.now() / 1000);

/** Returns the secret with an ARN, whole or without its last six characters, or with a name. */
function secretOf(index: GraphIndex | undefined, id: string): ResourceNode | undefined {
  return index?.ofType("aws:secretsmanager/secret:Secret").find((node) => {
    const arn = index.text(node, "arn");
    return index.text(node, "name") === id || arn === id || arn?.replace(/-[A-Za-z0-9]{6}$/, "") === id;
  });
}

function secretValue(index: GraphIndex | undefined, call: ServiceCall): Record<string, unknown> {
  const secret = secretOf(index, requiredParameter(call, "SecretId", "InvalidParameterException"));
  if (index === undefined || secret === undefined) {
    throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }
  const version = versionOf(index, secret, call);
  const SecretString = index.text(version, "secretString") ?? index.text(version, "secretStringWo");
  const SecretBinary = SecretString === undefined ? index.text(version, "secretBinary") : undefined;
  if (SecretString === undefined && SecretBinary === undefined) {
    throw noVersion(`staging label: ${stagesOf(index, version).join(", ")}`);
  }
  return defined({
    ARN: index.text(secret, "arn"),
    CreatedDate: CREATED,
    Name: index.text(secret, "name"),
    SecretString,
    SecretBinary,
    VersionId: index.text(version, "versionId"),
    VersionStages: stagesOf(index, version),
  });
}

/** Returns the newest version with the id or the staging label of a call. */
function versionOf(index: GraphIndex, secret: ResourceNode, call: ServiceCall): ResourceNode {
  const [id, stage] = [textParameter(call, "VersionId"), textParameter(call, "VersionStage")];
  const versions = index.ofType("aws:secretsmanager/secretVersion:SecretVersion").filter((node) => {
    return index.target(node, "secretId", [secret], (it, value) => isIdOf(index, it, value)) !== undefined;
  });
  const found = versions.findLast((node) =>
    id === undefined ? stagesOf(index, node).includes(stage ?? "AWSCURRENT") : index.text(node, "versionId") === id,
  );
  if (found === undefined) {
    throw noVersion(id === undefined ? `staging label: ${stage ?? "AWSCURRENT"}` : `VersionId: ${id}`);
  }
  if (stage !== undefined && !stagesOf(index, found).includes(stage)) {
    throw new ServiceError(
      "InvalidRequestException",
      "You provided a VersionStage that is not associated to the provided VersionId.",
    );
  }
  return found;
}

function isIdOf(index: GraphIndex, secret: ResourceNode, id: string): boolean {
  return [index.id(secret), index.text(secret, "arn"), index.text(secret, "name")].includes(id);
}

function stagesOf(index: GraphIndex, version: ResourceNode): string[] {
  const stages = asTexts(index.value(version, "versionStages"));
  return stages.length === 0 ? ["AWSCURRENT"] : stages;
}

function noVersion(what: string): ServiceError {
  const message = `Secrets Manager can't find the specified secret value for ${what}`;
  return new ServiceError("ResourceNotFoundException", message);
}
