import type { Step } from '../jose/checks.ts';
import { sign1Checks } from './checks-issuer.ts';
import { type CborMap, mapOf } from './read.ts';
import type { ShownRun } from './run.ts';

const responseOf = ({ response }: ShownRun) => response!;

/** Everything that is demanded of an answer before what the issuer signed in it is looked at. */
export const RESPONSE_STEPS: readonly Step<ShownRun>[] = [
  {
    title: 'the answer',
    checks: [
      {
        id: 'response.form',
        source: 'ISO 18013-5 §8.3.2.1.2.2, RFC 8949 §5',
        says: 'It is CBOR: nothing twice, nothing of indefinite length, in its shortest form, not too large or deep.',
        holds: ({ response }) => response !== undefined,
      },
      {
        id: 'response.version',
        source: 'ISO 18013-5 §8.3.2.1.2.2',
        says: 'The answer is of version 1.0.',
        holds: (run) => responseOf(run).get('version') === '1.0',
      },
      {
        id: 'response.status',
        source: 'ISO 18013-5 §8.3.2.1.2.3',
        says: 'The answer says that all went well (0).',
        holds: (run) => responseOf(run).get('status') === 0,
      },
      {
        id: 'response.one-document',
        source: 'OpenID4VP 1.0 §8.1, appendix B.2',
        says: 'It shows one document.',
        holds: ({ document }) => document !== undefined,
      },
    ],
  },
];

const SIGN1 = sign1Checks<ShownRun>(
  'device',
  "the holder's part",
  ({ device }) => device.auth,
  ({ device }) => device.header,
  ({ deviceKey }) => deviceKey!,
);

/** Everything that is demanded of what a holder signed, once what its issuer signed holds. */
export const DEVICE_STEPS: readonly Step<ShownRun>[] = [
  {
    title: 'the document',
    checks: [
      {
        id: 'document.doc-type',
        source: 'ISO 18013-5 §9.3.1',
        says: 'The document is of the type that its issuer signed.',
        holds: ({ document, issuer }) => document!.get('docType') === issuer.mso!.get('docType'),
      },
    ],
  },
  {
    title: "the holder's part",
    checks: [
      {
        id: 'device.method',
        source: 'ISO 18013-5 §9.1.3.3, OpenID4VP 1.0 appendix B.2.6',
        says: 'The holder authenticates by a signature, and by nothing else.',
        holds: ({ device: { methods } }) => methods.length === 1 && methods[0] === 'deviceSignature',
      },
      ...SIGN1.form,
      {
        id: 'device.payload',
        source: 'ISO 18013-5 §9.1.3.6',
        says: 'What the holder signed is not carried along: both sides know it.',
        holds: ({ device }) => device.auth!.payload === null,
      },
      ...SIGN1.signature,
      {
        id: 'device.namespaces',
        source: 'ISO 18013-5 §8.3.2.1.2.2',
        says: 'What the holder says by themselves is embedded CBOR, by namespace.',
        holds: ({ device }) => device.namespaces !== undefined,
      },
      {
        id: 'device.authorized',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'The holder says nothing by themselves that the issuer did not let them.',
        holds: ({ device, issuer }) =>
          [...device.namespaces!].every(([namespace, elements]) =>
            [...elements.keys()].every((name) => isAuthorized(issuer.mso!, namespace, name)),
          ),
      },
    ],
  },
];

/** By keyAuthorizations: a namespace as a whole, or elements of it. */
function isAuthorized(mso: CborMap, namespace: string, name: string | number): boolean {
  const authorizations = mapOf(mapOf(mso.get('deviceKeyInfo'))?.get('keyAuthorizations'));
  const [whole, single] = [
    authorizations?.get('nameSpaces'),
    mapOf(authorizations?.get('dataElements'))?.get(namespace),
  ];
  return (Array.isArray(whole) && whole.includes(namespace)) || (Array.isArray(single) && single.includes(name));
}
