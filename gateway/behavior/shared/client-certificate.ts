/**
 * The certificate that a client presented, as functions get it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export interface ClientCertificate {
  clientCertPem: string;
  subjectDN: string;
  issuerDN: string;
  /** Hexadecimal, with colons. */
  serialNumber: string;
  /** `May 28 12:30:02 2019 GMT`. */
  validity: { notBefore: string; notAfter: string };
}
