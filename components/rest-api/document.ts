import type { Fields } from "../../aws/openapi";
import { routePathProblem } from "../../aws/route-key";
import { documentRoutes, type DocumentRoute, type DocumentSupport, readDocument } from "../shared/openapi";
import type { Problems } from "../shared/problems";
import { withModelNames } from "./model-names";

export type Json = Fields;

const SUPPORT: DocumentSupport = {
  version: {
    pattern: /^(3\.0|2\.0)/,
    expected: 'a document that starts with openapi: "3.0.x" or swagger: "2.0", which API Gateway imports',
    fix: "convert the document",
  },
  pathProblem: routePathProblem,
};

/** Returns a document of version 3.0 or 2.0 from its text, or from the file that the text names, with names of models for its schemas. */
export function readRestDocument(text: string, problems: Problems): Json | undefined {
  const document = readDocument(text, problems, SUPPORT);
  return document === undefined ? undefined : withModelNames(document);
}

/** Returns the operations of a document that a REST API imports. */
export function restDocumentRoutes(document: Json, problems: Problems): DocumentRoute[] {
  return documentRoutes(document, problems, SUPPORT);
}
