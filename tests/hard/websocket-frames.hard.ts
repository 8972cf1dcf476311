import assert from "node:assert/strict";
import * as fc from "fast-check";
import { WEBSOCKET_API_LIMITS } from "../../aws/quotas";
import { rawUpgrade } from "../conformance/websocket-api/harness";
import { closing, type Frame, frameBytes, OPCODES, serverFrames } from "../support/websocket-frames";
import { webSocketApi } from "../support/websocket-program";
import { runs } from "./property";
import { SETTINGS } from "./settings";
import { Served } from "./served";

const FRAME = WEBSOCKET_API_LIMITS.frame.value;
const MESSAGE = WEBSOCKET_API_LIMITS.message.value;
const { continuation, text, binary, close, ping, pong } = OPCODES;

const payload = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 20 }).map((part) => Buffer.from(part)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(0, 1, 125, 126, 127, FRAME - 1, FRAME, FRAME + 1, 65_535, 65_536)
      .map((n) => Buffer.alloc(n, "x")),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(999, 1000, 1001, 1004, 1005, 1006, 1007, 1011, 1015, 2999, 3000, 4999, 5000)
      .map((code) => closing(code, "bye")),
  },
);
const rare = <T>(value: T, usual: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(value) });
const frame: fc.Arbitrary<Frame> = fc.record({
  opcode: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(continuation, text, text, ping, pong) },
    { weight: 2, arbitrary: fc.constantFrom(binary, close) },
    { weight: 1, arbitrary: fc.constantFrom(3, 7, 11, 15) },
  ),
  payload,
  fin: rare(false, true).chain((usual) => (usual ? fc.constantFrom(true, true, false) : fc.constant(false))),
  reserved: rare(1, 0).chain((bit) => (bit === 0 ? fc.constant(0) : fc.constantFrom(1, 2, 4, 7))),
  masked: rare(false, true),
});

const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes);
const mayBeSent = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);

/**
 * The codes that the first violation among frames can be closed with; undefined where all is well. By RFC 6455, and AWS's codes for
 * what is too large or binary, read from the texts, not from the gateway.
 */
function expectedCodes(frames: readonly Frame[]): { codes: readonly number[] | undefined; texts: number } {
  let parts: { opcode: number; payloads: Buffer[] } | undefined;
  let texts = 0;
  for (const { opcode, payload: bytes, fin = true, reserved = 0, masked = true } of frames) {
    const tooLarge = bytes.length > FRAME ? [1009] : [];
    const isControl = opcode >= 8;
    const isMalformed =
      reserved !== 0 ||
      !masked ||
      ![continuation, text, binary, close, ping, pong].some((known) => known === opcode) ||
      (isControl ? !fin || bytes.length > 125 : (opcode === continuation) !== (parts !== undefined));
    if (isMalformed || tooLarge.length > 0) {
      return { codes: [...(isMalformed ? [1002] : []), ...tooLarge], texts };
    }
    if (opcode === close) {
      const code = bytes.length < 2 ? 1005 : bytes.readUInt16BE(0);
      const isValid = bytes.length === 0 || (bytes.length >= 2 && mayBeSent(code));
      return { codes: isValid ? (isUtf8(bytes.subarray(2)) ? [code] : [1007]) : [1002], texts };
    }
    if (!isControl) {
      parts = { opcode: parts?.opcode ?? opcode, payloads: [...(parts?.payloads ?? []), bytes] };
      const whole = Buffer.concat(parts.payloads);
      if (whole.length > MESSAGE) {
        return { codes: [1009], texts };
      }
      if (fin) {
        if (parts.opcode === binary) {
          return { codes: [1003], texts };
        }
        if (!isUtf8(whole)) {
          return { codes: [1007], texts };
        }
        texts++;
        parts = undefined;
      }
    }
  }
  return { codes: undefined, texts };
}

/** The frames that come in one piece with one that is too large are read before it ends the connection, so that its code may be another. */
function laterCodes(frames: readonly Frame[]): number[] {
  const closed = frames.filter(isClose).map(({ payload: bytes }) => (bytes.length < 2 ? 1005 : bytes.readUInt16BE(0)));
  return frames.some(({ payload: bytes }) => bytes.length > FRAME) ? [1002, 1003, 1007, 1009, ...closed] : [];
}

const isClose = ({ opcode }: Frame): boolean => opcode === close;
const framesOf = (answer: Buffer): Frame[] => serverFrames(answer.subarray(answer.indexOf("\r\n\r\n") + 4));

describe("hostile WebSocket frames", function () {
  this.timeout(240_000);
  let served: Served;
  let url: string;

  before(async () => {
    served = await Served.start(
      webSocketApi({
        routes: {
          $default: {
            integration: { integrationType: "MOCK", requestTemplates: { $default: '{"statusCode":200}' } },
            integrationResponses: { $default: { responseTemplates: { $default: "taken" } } },
            response: true,
          },
        },
      }),
      { webSocket: { newConnectionsPerSecond: 1_000_000 } },
    );
    url = served.gateway.apis[0]?.url ?? "";
  });
  after(() => served.close());

  it("end a connection with the code of the first that breaks a rule, in whatever pieces they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 8 }), fc.nat(64), async (frames, cut) => {
        const { codes, texts } = expectedCodes(frames);
        const end = codes === undefined ? [{ opcode: close, payload: closing(4000) }] : [];
        const bytes = Buffer.concat([...frames, ...end].map(frameBytes));
        const received = framesOf(await rawUpgrade(url, bytes, cut, (answer) => framesOf(answer).some(isClose)));
        const closed = received.find(isClose);
        const code =
          closed === undefined ? undefined : closed.payload.length === 0 ? 1005 : closed.payload.readUInt16BE(0);
        const allowed = codes === undefined ? [4000] : [...codes, ...laterCodes(frames)];
        assert.ok(allowed.includes(code ?? 0), `${code}, expected ${allowed.join(" or ")}`);
        const replies = received.filter(({ opcode }) => opcode === text);
        assert.ok(replies.length <= texts, `${replies.length} replies to ${texts} messages`);
        assert.ok(replies.every(({ payload: reply }) => reply.toString() === "taken"));
      }),
      runs(SETTINGS.quick ? 4_000 : 3_000),
    );
  });
});
