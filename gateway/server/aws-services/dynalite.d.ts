declare module "dynalite" {
  import type { Server } from "node:http";

  /** A DynamoDB on its own HTTP server, in memory unless a path is given. Times are milliseconds. */
  function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
  export = dynalite;
}
