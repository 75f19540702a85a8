import { createPrivateKey } from 'node:crypto';

/*
 * A maker's key and certificate as the standard wants them (Web Authentication §8.2.1), made for the tests of this room
 * by `openssl ca`: self-signed, good from 2020 to 2120. It protects nothing.
 */

const bytesOf = (lines: readonly string[]) => Buffer.from(lines.join(''), 'base64');

/** X.509, DER. */
export const MAKER_CERTIFICATE = bytesOf([
  'MIIBrjCCAVWgAwIBAgIBATAKBggqhkjOPQQDAjBJMQswCQYDVQQGEwJYWDEKMAgGA1UECgwBVDEiMCAGA1UECwwZQXV0aGVudGlj',
  'YXRvciBBdHRlc3RhdGlvbjEKMAgGA1UEAwwBVDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowSTELMAkGA1UEBhMC',
  'WFgxCjAIBgNVBAoMAVQxIjAgBgNVBAsMGUF1dGhlbnRpY2F0b3IgQXR0ZXN0YXRpb24xCjAIBgNVBAMMAVQwWTATBgcqhkjOPQIB',
  'BggqhkjOPQMBBwNCAAR3+OYGRh1tguAYmR7kWBzRVmOuBpjCMTwqLtiXhX7Xv2mbgJP1y2rJc6lsXZPNyAlXpOzlihH78tFrTZoW',
  'h2PzoywwKjAJBgNVHRMEAjAAMB0GA1UdDgQWBBTlrO4xZUN2b/xYbHL/kXRKREPIKjAKBggqhkjOPQQDAgNHADBEAiAjoWLAROBC',
  'Mxo9pRyK6rVHWoQ/A4PMoVmhRmjREg+DlwIgAlJxvc8qHNa6hlV5/3X71FHGC5mM4Njwz+hVtp5jwuU=',
]);

export const MAKER_KEY = createPrivateKey({
  key: bytesOf([
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+NLuoc2NWJ5LO2tMgM7yg7sU6ZsrQvAsiFkHvBQyXX+hRANCAAR3',
    '+OYGRh1tguAYmR7kWBzRVmOuBpjCMTwqLtiXhX7Xv2mbgJP1y2rJc6lsXZPNyAlXpOzlihH78tFrTZoWh2Pz',
  ]),
  format: 'der',
  type: 'pkcs8',
});
