import { Tag } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Part } from '../../../services/index.ts';
import { amountText } from '../../findings.tsx';
import { PORTAL } from '../words.ts';

/** The outcome to expect, and the amount. */
export function Outlook({
  gov,
  part: { service, assessment },
  locale,
}: {
  gov: Government;
  part: Part;
  locale: Locale;
}) {
  const amount = assessment.eligible === 'no' ? null : assessment.amount;
  return (
    <span class="md-choice__outcome">
      <Tag tone={TONE[assessment.eligible]}>{LIKELY[assessment.eligible][locale]}</Tag>
      {amount !== null && <span class="md-choice__amount">{amountText(gov, locale, service, amount)}</span>}
    </span>
  );
}

const LIKELY = { yes: PORTAL.likelyYes, no: PORTAL.likelyNo, need: PORTAL.likelyNeed };
const TONE = { yes: 'success', no: 'warning', need: 'info' } as const;
