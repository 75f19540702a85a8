import { InsetText } from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { Journey } from '../../../services/index.ts';
import { askedNote, NODE_WORDS } from '../../node-words.ts';
import type { JourneyProps } from './layout.tsx';

/** What could not be asked of agencies just now: the journey goes on without, and says so. */
export function Unanswered({ gov, context: { locale }, journey }: JourneyProps) {
  const byAgency = Map.groupBy<string, Journey['unanswered'][number]>(journey.unanswered, ({ agency }) => agency);
  return [...byAgency].map(([agency, silent]) => (
    <InsetText key={agency}>
      {askedNote(gov, locale, agency, { state: 'unanswered', at: silent[0]!.at, asOf: null })}
      <br />
      {say(NODE_WORDS.unansweredFields, locale, {
        fields: silent.map(({ fact }) => fact.title[locale]).join(' · '),
      })}
    </InsetText>
  ));
}
