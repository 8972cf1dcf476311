/** A value of JSON, as `google.protobuf.Value` has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = { [name: string]: Json };

/**
 * The wire format of messages and of `google.protobuf.Struct`, which are read into plain values and written from them: the generated classes
 * have five objects for a value, and a resource has hundreds of values.
 * https://protobuf.dev/programming-guides/encoding/ and https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/struct.proto
 */
export const VARINT = 0;
export const DOUBLE = 1;
export const DELIMITED = 2;
export const FIXED_32 = 5;

/** The tags of one byte: the number of a field, and the wire type of its value. */
export const ENTRY = (1 << 3) | DELIMITED;
export const ENTRY_KEY = (1 << 3) | DELIMITED;
export const ENTRY_VALUE = (2 << 3) | DELIMITED;
export const ITEM = (1 << 3) | DELIMITED;
export const NULL_VALUE = 1 << 3;
export const NUMBER_VALUE = (2 << 3) | DOUBLE;
export const STRING_VALUE = (3 << 3) | DELIMITED;
export const BOOL_VALUE = 4 << 3;
export const STRUCT_VALUE = (5 << 3) | DELIMITED;
export const LIST_VALUE = (6 << 3) | DELIMITED;
