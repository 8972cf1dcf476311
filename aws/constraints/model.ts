/** The constraints of one input in AWS's service model. */
export interface ModelConstraint {
  /** The call and its member, such as `CreateRole.RoleName`, where they aren't the type's call and the input's own name. */
  member?: string;
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
  /** `CreateRoute`. */
  call: string;
  /** The members' names start with an upper-case letter: `OperationName`. */
  upperCamelCase?: boolean;
  /**
   * By input, then by the rest of the path: "" for the input itself, `.maxAge` for a member of an object, `[]` for the items of a list,
   * `{key}` and `{}` for the names and values of a map.
   */
  inputs: Record<string, Record<string, ModelConstraint>>;
}

/** By resource type. */
export type TypesConstraints = Readonly<Record<string, TypeConstraints>>;
