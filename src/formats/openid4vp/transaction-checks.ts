import type { Step } from '../jose/checks.ts';
import { HASH } from '../sdjwt/model.ts';
import type { Query } from './query.ts';
import type { Registration } from './registration.ts';
import { payloadOf, type RequestRun } from './request-run.ts';
import { CONSENT_TRANSACTION, isConsentTransaction, transactionObject } from './transaction.ts';

/*
 * What is demanded of a transaction that a request wants signed. It is looked at last: who asks is known by then, and is told
 * `invalid_transaction_data` (section 8.5). "VP" is OpenID4VP 1.0.
 */

const queryOf = (run: RequestRun): Query => (run.query as { query: Query }).query;
const registrationOf = (run: RequestRun) => (run.registration as { registration: Registration }).registration;

/** All of it; nothing where nothing is to be signed. */
export const TRANSACTION: Step<RequestRun> = {
  title: 'What is to be signed',
  applies: (run) => payloadOf(run).transaction_data !== undefined,
  checks: [
    {
      id: 'transaction.form',
      source: 'VP §5.1 transaction_data, here',
      says: 'What is to be signed is one object of JSON in base64url.',
      holds(run) {
        const { transaction_data: list } = payloadOf(run);
        run.transaction = Array.isArray(list) && list.length === 1 ? transactionObject(list[0]) : undefined;
        return run.transaction !== undefined;
      },
    },
    {
      id: 'transaction.type',
      source: 'VP §8.5 invalid_transaction_data',
      says: `It is of a kind that is known here: ${CONSENT_TRANSACTION}.`,
      holds: ({ transaction }) => transaction!.type === CONSENT_TRANSACTION,
    },
    {
      id: 'transaction.members',
      source: 'VP §8.5 invalid_transaction_data',
      says: 'It has all that its kind has, and nothing else.',
      holds: ({ transaction }) => isConsentTransaction(transaction!),
    },
    {
      id: 'transaction.hash',
      source: 'VP appendix B.3.3.1',
      says: `It may be hashed by ${HASH}.`,
      holds: ({ transaction }) =>
        ((transaction!.transaction_data_hashes_alg as string[] | undefined) ?? [HASH]).includes(HASH),
    },
    {
      id: 'transaction.card',
      source: 'VP §5.1 credential_ids, here',
      says: 'It is to be signed with the one card that is asked for, which is an SD-JWT VC.',
      holds(run) {
        const { credentials, credential_sets: sets } = queryOf(run);
        const [card, another] = credentials;
        const ids = run.transaction!.credential_ids as string[];
        const isOne = another === undefined && sets === undefined && !card!.multiple;
        return isOne && card!.format === 'dc+sd-jwt' && ids.length === 1 && ids[0] === card!.id;
      },
    },
    {
      id: 'transaction.registered',
      source: 'here',
      says: 'Who asks is registered for having this kind signed.',
      holds: (run) => registrationOf(run).transaction_types?.includes(run.transaction!.type as string) ?? false,
    },
  ],
};
