import type { Ward } from '../../../exchange/index.ts';

/** In a form: whose data it is about, where it is not the reader's own. */
export const OfField = ({ ward }: { ward: Ward | undefined }) =>
  ward ? <input type="hidden" name="of" value={ward.person} /> : null;
