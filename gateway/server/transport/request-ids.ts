import { randomFillSync } from "node:crypto";

/** Bytes of an id. The last one of a request's id is no part of it, so that the other eleven are a whole number of characters and `=`. */
const ID_BYTES = 12;
const IDS = 512;
const ID_CHARACTERS = 15;

/** Random texts for ids, which are no secrets: written for many ids at once, since to write one takes as long as to write several. */
class IdTexts {
  private texts = "";
  private used = 0;

  constructor(
    private readonly encoding: "base64" | "hex",
    private readonly length: number,
  ) {}

  next(): string {
    if (this.used === this.texts.length) {
      const bytes = randomFillSync(Buffer.alloc(ID_BYTES * IDS));
      for (let last = ID_BYTES - 1; this.encoding === "base64" && last < bytes.length; last += ID_BYTES) {
        bytes[last] = 0;
      }
      this.texts = bytes.toString(this.encoding);
      this.used = 0;
    }
    this.used += this.length;
    return this.texts.slice(this.used - this.length, this.used);
  }
}

const requestIds = new IdTexts("base64", ID_CHARACTERS + 1);
const traceIds = new IdTexts("hex", ID_BYTES * 2);

/** A request id in the form that HTTP APIs give: 16 characters of base64, such as `JKJaXmPLvHcESHA=`. */
export function newRequestId(): string {
  return `${requestIds.next().slice(0, ID_CHARACTERS)}=`;
}

/**
 * A trace header as API Gateway adds it.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceId(timeEpoch: number): string {
  return `Root=1-${Math.floor(timeEpoch / 1000).toString(16)}-${traceIds.next()}`;
}
