import {
  DateText,
  Details,
  EmptyState,
  formatDate,
  Heading,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  Table,
} from '../../../design/index.ts';
import { formatTime, type Locale, say } from '../../../kernel/index.ts';
import { type OperatedLog, parseNote, type SignedCheckpoint } from '../../../log/index.ts';
import type { Site } from '../../site.ts';
import { Turns } from '../paging.tsx';
import { countText, linesText, listText } from './numbers.ts';
import { TRUST } from './trust-words.ts';

/** How many signed states a page of their history has. */
export const HISTORY = 20;

interface CheckpointsProps {
  site: Pick<Site, 'gov' | 'log'>;
  locale: Locale;
  /** The newest first, and one more than is shown where there are more. */
  checkpoints: readonly SignedCheckpoint[];
  shown: number;
}

/** The last signed states, and the way to all others. */
export function LastCheckpoints({ site, locale, checkpoints, shown }: CheckpointsProps) {
  const { timeZone } = site.gov.pack;
  return (
    <>
      <Paragraph>{TRUST.checkpointsHelp[locale]}</Paragraph>
      <div class="md-log-states">
        <Table
          id="states"
          caption={TRUST.checkpoints[locale]}
          captionHidden
          dense
          narrow="cards"
          columns={[
            { header: TRUST.when[locale] },
            { header: TRUST.checkpointSize[locale], numeric: true },
            { header: TRUST.signedBy[locale] },
          ]}
          rows={checkpoints.slice(0, shown).map((checkpoint) => [
            <time datetime={checkpoint.at.toISOString()} key="at">
              {formatDate(checkpoint.at.toISOString(), locale, { form: 'short', zone: timeZone })}{' '}
              {formatTime(checkpoint.at, locale, timeZone)}
            </time>,
            countText(checkpoint.size, locale),
            signersText(site.log, checkpoint, locale),
          ])}
        />
      </div>
      <Paragraph>
        <Link href="/log/checkpoints">{TRUST.allCheckpoints[locale]}</Link>
      </Paragraph>
    </>
  );
}

/** Who signed a state, by the names that readers know: the log, and its witnesses as the policy calls them. */
function signersText({ origin, policy }: OperatedLog, { note }: SignedCheckpoint, locale: Locale): string {
  const witnesses = new Map(policy.witnesses.map(({ name, vkey }) => [vkey.split('+', 2).join('+'), name]));
  const names = parseNote(note).signatures.map(({ name, keyId }) =>
    name === origin ? TRUST.byLog[locale] : (witnesses.get(`${name}+${Buffer.from(keyId).toString('hex')}`) ?? name),
  );
  return listText([...new Set(names)], locale);
}

interface HistoryProps extends Omit<CheckpointsProps, 'locale' | 'shown'> {
  context: PageContext;
  isNewest: boolean;
}

/** A page of the history of signed states, each with its signed text for whoever wants to check it. */
export function CheckpointHistory({ site, context, checkpoints, isNewest }: HistoryProps) {
  const { locale } = context;
  const shown = checkpoints.slice(0, HISTORY);
  const last = checkpoints.length > HISTORY ? shown.at(-1) : undefined;
  return (
    <Layout context={context} title={TRUST.checkpoints[locale]} back={{ href: '/log', text: TRUST.backToLog[locale] }}>
      <Heading>{TRUST.checkpoints[locale]}</Heading>
      <Paragraph>{TRUST.checkpointsHelp[locale]}</Paragraph>
      {shown.length === 0 && <EmptyState locale={locale} title={TRUST.noCheckpoints[locale]} />}
      <ol class="md-states">
        {shown.map((checkpoint, at) => (
          <li class="md-states__item" key={checkpoint.size}>
            <State site={site} locale={locale} checkpoint={checkpoint} before={checkpoints[at + 1]} />
          </li>
        ))}
      </ol>
      <Turns
        label={TRUST.turns[locale]}
        older={last && `/log/checkpoints?before=${last.size}`}
        olderText={TRUST.older[locale]}
        newest={isNewest ? undefined : '/log/checkpoints'}
        newestText={TRUST.newest[locale]}
      />
    </Layout>
  );
}

interface StateProps {
  site: Pick<Site, 'gov' | 'log'>;
  locale: Locale;
  checkpoint: SignedCheckpoint;
  before: SignedCheckpoint | undefined;
}

function State({ site, locale, checkpoint, before }: StateProps) {
  const { size, at, note } = checkpoint;
  const count = countText(size, locale);
  return (
    <>
      <p class="md-states__size">
        {linesText(size, locale)}
        {before && (
          <span class="md-states__added">
            {say(TRUST.added, locale, { count: countText(size - before.size, locale) })}
          </span>
        )}
      </p>
      <p class="md-states__at">
        <DateText locale={locale} iso={at.toISOString()} zone={site.gov.pack.timeZone} form="time" />
      </p>
      <p class="md-states__by">
        {TRUST.signedBy[locale]}: {signersText(site.log, checkpoint, locale)}
      </p>
      <Details
        summary={
          <>
            {TRUST.rawNote[locale]}
            <span class="govuk-visually-hidden"> {say(TRUST.rawNoteOf, locale, { count })}</span>
          </>
        }
      >
        <pre class="md-raw" lang="en">
          {note}
        </pre>
      </Details>
    </>
  );
}
