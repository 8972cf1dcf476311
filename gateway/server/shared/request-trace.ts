/** The headers that hand a trace on to a function or a backend. */
export interface TraceHeaders {
  /** X-Ray's. */
  xRay: string;
  /** W3C's. */
  traceParent: string;
  traceState: string | undefined;
}

/** The trace of one request: the spans of its steps have their ids before they begin, so that headers can carry them. */
export interface RequestTrace {
  readonly authorizer: TraceHeaders;
  readonly integration: TraceHeaders;
}
