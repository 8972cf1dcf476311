import { isRecord } from "../../language/is-record";

/**
 * Property values as they stand in a ResourceGraph: JSON, plus Pulumi's own marks for what JSON cannot say. The marks are
 * those of Pulumi's wire protocol and state files, so an exported stack reads like an evaluated one.
 * See https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go
 */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | { [key: string]: PropertyValue };

/** The key whose value says what kind of marked object this is. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE_REFERENCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
/** Stands for a value that is known only after the deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Marked = { [key: string]: PropertyValue };

export function isUnknown(value: PropertyValue | undefined): boolean {
  return value === UNKNOWN;
}

function isMarked(value: PropertyValue | undefined, signature: string): value is Marked {
  return isRecord(value) && value[SIGNATURE_KEY] === signature;
}

export function isSecret(value: PropertyValue | undefined): value is Marked {
  return isMarked(value, SECRET_SIGNATURE);
}

export function isAsset(value: PropertyValue | undefined): value is Marked {
  return isMarked(value, ASSET_SIGNATURE);
}

export function isArchive(value: PropertyValue | undefined): value is Marked {
  return isMarked(value, ARCHIVE_SIGNATURE);
}

/** A secret in a graph: its plain value stays in memory, and `printableGraph` masks it. */
export function secret(value: PropertyValue): PropertyValue {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** The value with every secret mark in it taken off, for use in memory only. Unknowns and assets stay as they are. */
export function reveal(value: PropertyValue | undefined): PropertyValue | undefined {
  if (value === undefined || value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => reveal(item) as PropertyValue);
  }
  if (isSecret(value)) {
    return reveal(value.value) ?? null;
  }
  return mapValues(value, (item) => reveal(item) as PropertyValue);
}

/** Returns whether an unknown stands anywhere in the value. */
export function containsUnknown(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null || typeof value !== "object") {
    return isUnknown(value);
  }
  return Object.values(value).some((item: PropertyValue) => containsUnknown(item));
}

/** Returns whether a secret stands anywhere in the value. */
export function containsSecret(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null || typeof value !== "object") {
    return false;
  }
  return isSecret(value) || Object.values(value).some((item: PropertyValue) => containsSecret(item));
}

function mapValues(
  value: { [key: string]: PropertyValue },
  change: (item: PropertyValue) => PropertyValue,
): { [key: string]: PropertyValue } {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
