import { finishPresentation, presentationOf } from '../../../credentials/index.ts';
import type { Db } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Asked } from './asked.ts';

/**
 * What a wallet answered to the browser that asked, given out once. What the wallet on this device answered is given only
 * to who comes back from it with its code (OpenID4VP 1.0 section 13.3), else a link sent to somebody else would do.
 */
export const outcomeOf = (tx: Db, gov: Government, { id, secret, where }: Asked, code: string | undefined) =>
  where === 'here' && code === undefined
    ? presentationOf(tx, gov, { id, secret })
    : finishPresentation(tx, gov, { id, secret, ...(code !== undefined && { code }) });

export type Outcome = Awaited<ReturnType<typeof outcomeOf>>;
