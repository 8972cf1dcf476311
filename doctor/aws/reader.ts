import { Findings } from "../finding";
import { AWS_CALLS, type AwsAction } from "./calls";

/** Names that AWS's services give to "there is no such thing". */
const MISSING = /^(NotFoundException|ResourceNotFoundException|NoSuchHostedZone|ResourceNotFound)$/;

/** Makes AWS calls, and keeps what each refused one leaves unlooked at: a call that fails never ends the diagnosis. */
export class AwsReader {
  private readonly refused = new Map<AwsAction, string>();

  constructor(readonly region: string) {}

  /** The answer; undefined where there is no such thing, or the call was refused. */
  async read<Answer>(action: AwsAction, call: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await call();
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (isMissingPackage(error)) {
        throw error;
      }
      if (!MISSING.test(name)) {
        this.refused.set(action, error instanceof Error ? `${name}: ${error.message.split("\n")[0]}` : String(error));
      }
      return undefined;
    }
  }

  /** One skipped finding for each action that was refused. */
  get findings(): Findings {
    const findings = new Findings(`AWS in ${this.region}`);
    for (const [action, why] of this.refused) {
      findings.skipped(
        AWS_CALLS[action].check,
        `${action} was refused (${why})`,
        "Allow it with the policy in docs/doctor.md, or say --no-aws.",
      );
    }
    return findings;
  }
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && "code" in error && /MODULE_NOT_FOUND$/.test(String(error.code));
}
