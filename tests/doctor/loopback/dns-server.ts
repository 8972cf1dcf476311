import { createSocket } from "node:dgram";
import DNS from "dns2";

/** The data that the server knows of a name. */
export interface DnsRecord {
  cname?: string;
  a?: string[];
  /** Answers the whole name with a failure. */
  failure?: "SERVFAIL";
}

const { Packet } = DNS;
const NXDOMAIN = 3;
const SERVFAIL = 2;
const TTL = 60;

/** A DNS server on loopback that answers from a table, as a recursive resolver would: with the whole chain of a CNAME. */
export class DnsServer {
  readonly records = new Map<string, DnsRecord>();
  private constructor(
    private readonly server: DNS.DnsServer,
    readonly address: string,
  ) {}

  static async start(): Promise<DnsServer> {
    const port = await freePort();
    const server = DNS.createServer({ udp: true, handle: (request, send) => void send(self.answer(request)) });
    const self = new DnsServer(server, `127.0.0.1:${port}`);
    await server.listen({ udp: { port, address: "127.0.0.1" } });
    return self;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private answer(request: DNS.Packet): DNS.Packet {
    const response = Packet.createResponseFromRequest(request);
    const [question] = request.questions;
    if (question === undefined) {
      return response;
    }
    const { type } = question;
    let name = question.name.toLowerCase();
    for (let links = 0; links < 8; links++) {
      const record = this.records.get(name);
      if (record === undefined || record.failure !== undefined) {
        response.header.rcode = record === undefined ? NXDOMAIN : SERVFAIL;
        break;
      }
      const base = { name, class: Packet.CLASS.IN, ttl: TTL };
      if (record.cname === undefined) {
        const addresses = type === Packet.TYPE.A ? (record.a ?? []) : [];
        const answers = addresses.map((address) => ({ ...base, type: Packet.TYPE.A, address }));
        response.answers.push(...answers.map((answer) => Packet.createResourceFromQuestion(question, answer)));
        break;
      }
      const link = { ...base, type: Packet.TYPE.CNAME, domain: record.cname };
      response.answers.push(Packet.createResourceFromQuestion(question, link));
      if (type === Packet.TYPE.CNAME) {
        break;
      }
      name = record.cname.toLowerCase();
    }
    return response;
  }
}

/** A UDP port that nobody has: the library cannot be asked for any free one. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
