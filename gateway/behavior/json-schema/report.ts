/** A message of the validator. A warning, such as one of a format that it does not know, fails nothing. */
export interface SchemaMessage {
  level: "error" | "warning";
  text: string;
}

/** The messages of one validation, in the order in which the validator finds them. */
export class Report {
  readonly messages: SchemaMessage[] = [];
  private failed = false;

  error(text: string): void {
    this.failed = true;
    this.messages.push({ level: "error", text });
  }

  warning(text: string): void {
    this.messages.push({ level: "warning", text });
  }

  get isSuccess(): boolean {
    return !this.failed;
  }
}

/** The schema can't be used: its syntax is wrong, a reference leads nowhere, or it refers to itself for ever. */
export class SchemaError extends Error {}
