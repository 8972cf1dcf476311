/** The constraints of one input in AWS's service model. */
export interface ModelConstraint {
  /** The call and its member: `CreateRoute.OperationName`. */
  member: string;
  enum?: string[];
  /** Anchored at both ends. */
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** The bits of a whole number. */
  integer?: number;
  maxItems?: number;
  /** The object that holds it requires it. */
  required?: boolean;
}

/** The inputs of a resource type that AWS's service models constrain. */
export interface TypeConstraints {
  /** The page of the call that creates it. */
  page: string;
  /** By path: `corsConfiguration.maxAge`, `authorizationScopes[]`, `requestParameters{key}`, `stageVariables{}`. */
  inputs: Record<string, ModelConstraint>;
}
