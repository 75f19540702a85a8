import {
  EmptyState,
  Heading,
  Link,
  Money,
  OfficeLayout,
  type PageContext,
  Table,
  Tag,
  type Tone,
} from '../../../design/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { ProgrammeNow, ProgrammeOfficer, Sums } from '../../../programmes/index.ts';
import { PROGRAMMES, STATE_TEXT } from './words.ts';

/** One programme in the list of those that an office runs. */
export interface ListedProgramme {
  now: ProgrammeNow;
  counted: Sums;
  suspicions: number;
}

export const STATE_TONES: Record<ProgrammeNow['state'], Tone> = {
  planned: 'info',
  open: 'success',
  paused: 'warning',
  ended: 'neutral',
};

/** The programmes that an officer runs, with what has been taken and spent of each. */
export function ProgrammesPage(props: {
  gov: Government;
  context: PageContext;
  officer: ProgrammeOfficer;
  programmes: readonly ListedProgramme[];
}) {
  const { gov, context, officer, programmes } = props;
  const { locale } = context;
  const agency = gov.pack.agencies.get(officer.agency);
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  return (
    <OfficeLayout context={context} title={PROGRAMMES.title[locale]} service={agency?.title[locale]}>
      <Heading caption={agency?.roles[officer.role]?.[locale]}>{PROGRAMMES.title[locale]}</Heading>
      {programmes.length === 0 ? (
        <EmptyState locale={locale} title={PROGRAMMES.none[locale]} />
      ) : (
        <Table
          id="programmes"
          caption={PROGRAMMES.title[locale]}
          captionHidden
          narrow="cards"
          rowHeaders
          columns={[
            { header: PROGRAMMES.programme[locale] },
            { header: PROGRAMMES.state[locale] },
            { header: PROGRAMMES.limit[locale], numeric: true },
            { header: PROGRAMMES.funded[locale], numeric: true },
            { header: PROGRAMMES.taken[locale], numeric: true },
            { header: PROGRAMMES.spent[locale], numeric: true },
            { header: PROGRAMMES.toCheck[locale] },
          ]}
          rows={programmes.map(({ now, counted, suspicions }) => [
            <Link href={`/office/programmes/${now.programme.id}`}>{now.programme.title[locale]}</Link>,
            <Tag tone={STATE_TONES[now.state]}>{STATE_TEXT[now.state][locale]}</Tag>,
            money(now.programme.fund.limit),
            money(now.funded),
            money(counted.taken.amount - counted['given-back'].amount),
            money(counted.spent.amount - counted.refunded.amount),
            suspicions === 0 ? (
              <span>{PROGRAMMES.checkNone[locale]}</span>
            ) : (
              <Link href={`/office/programmes/${now.programme.id}/fraud`} hidden={now.programme.title[locale]}>
                {suspicions}
              </Link>
            ),
          ])}
        />
      )}
    </OfficeLayout>
  );
}
