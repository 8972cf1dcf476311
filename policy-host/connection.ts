import { credentials, type MethodDefinition, type ServiceError, status } from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzerHandshakeRequest,
  type AnalyzeResponse,
  type AnalyzerInfo,
  type AnalyzerStackConfigureRequest,
  type ConfigureAnalyzerRequest,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";

import { ANALYZE_EACH } from "../language/grpc-frame";
import { Batches } from "./batches";
import { CallError, UnaryClient } from "./unary-client";

/** As large as the SDK's own server takes. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/** The calls of `pulumirpc.Analyzer`, as promises. Calls that an older pack does not know answer undefined. */
export class AnalyzerConnection {
  private readonly client: AnalyzerClient;
  private readonly unary: UnaryClient;
  /** Undefined where the pack answers one request a call: a user's own, or an older one of Gatewright's. */
  private batches: Batches | undefined;

  /** @param timeoutMs A policy that runs longer than this is given up. */
  constructor(port: number, timeoutMs: number) {
    this.unary = new UnaryClient(`http://127.0.0.1:${port}`, timeoutMs);
    this.client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
      "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
      // a proxy of the machine must not come between
      "grpc.enable_http_proxy": 0,
      // nobody reads the statistics of the channel, and a policy is asked once
      "grpc.enable_channelz": 0,
      "grpc.enable_retries": 0,
    });
  }

  async handshake(directory: string): Promise<void> {
    const request = new AnalyzerHandshakeRequest();
    request.setRootDirectory(directory);
    request.setProgramDirectory(directory);
    const [each] = await Promise.all([
      optional(this.unary.call(ANALYZE_EACH, Buffer.alloc(0))),
      optional(this.call((done) => this.client.handshake(request, done))),
    ]);
    this.batches = each && new Batches(this.unary);
  }

  async configureStack(request: AnalyzerStackConfigureRequest): Promise<void> {
    await optional(this.call((done) => this.client.configureStack(request, done)));
  }

  async configure(request: ConfigureAnalyzerRequest): Promise<void> {
    await this.call((done) => this.client.configure(request, done));
  }

  info(): Promise<AnalyzerInfo> {
    // made by the stubs: they refuse an Empty of another copy of google-protobuf
    const request = AnalyzerService.getAnalyzerInfo.requestDeserialize(Buffer.alloc(0));
    return this.call((done) => this.client.getAnalyzerInfo(request, done));
  }

  async analyze(request: Buffer): Promise<AnalyzeResponse> {
    return this.batches === undefined
      ? this.send(AnalyzerService.analyze, request)
      : AnalyzerService.analyze.responseDeserialize(await this.batches.call(request));
  }

  analyzeStack(request: Buffer): Promise<AnalyzeResponse | undefined> {
    return optional(this.send(AnalyzerService.analyzeStack, request));
  }

  remediate(request: Buffer): Promise<RemediateResponse | undefined> {
    return optional(this.send(AnalyzerService.remediate, request));
  }

  close(): void {
    this.unary.close();
    this.client.close();
  }

  /** Sends a request that is encoded already. */
  private async send<Request, Response>(
    method: MethodDefinition<Request, Response>,
    request: Buffer,
  ): Promise<Response> {
    return method.responseDeserialize(await this.unary.call(method.path, request));
  }

  private call<Response>(start: (done: Callback<Response>) => void): Promise<Response> {
    return new Promise((resolve, reject) => {
      start((error, response) => (error === null ? resolve(response) : reject(error)));
    });
  }
}

async function optional<Response>(answer: Promise<Response>): Promise<Response | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, status.UNIMPLEMENTED)) {
      return undefined;
    }
    throw error;
  }
}

/** Returns the text of a failed call; undefined for an error of another kind. */
export function detailsOfCall(error: unknown): string | undefined {
  return error instanceof CallError || isServiceError(error) ? error.details : undefined;
}

/** Returns whether the pack is not there any more. */
export function isLost(error: unknown): boolean {
  return hasCode(error, status.UNAVAILABLE);
}

/** Returns whether the pack took too long, so that it may be at work on the call still. */
export function isLate(error: unknown): boolean {
  return hasCode(error, status.DEADLINE_EXCEEDED);
}

function hasCode(error: unknown, code: status): boolean {
  return (error instanceof CallError || isServiceError(error)) && error.code === code;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "code" in error && "details" in error;
}
