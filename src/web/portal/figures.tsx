import { DateText, List, Section, Table } from '../../design/index.ts';
import { type Locale, say } from '../../kernel/index.ts';
import { type Government, numberText, type Parameter, type Service } from '../../pack/index.ts';
import { LawOf, shownAs } from '../findings.tsx';
import { showValue } from '../values.tsx';
import { PORTAL } from './words.ts';

/** The numbers and tables of the law that a service decides by, each with the day from which it holds. */
export function Figures({ gov, service, locale }: { gov: Government; service: Service; locale: Locale }) {
  const parameters = [...service.parameters.values()];
  if (parameters.length === 0) return null;
  const rows = parameters.flatMap((parameter) =>
    Object.entries(parameter.values).map(([since, value]) => [
      parameter.title[locale],
      typeof value === 'number' ? (
        showValue(gov, locale, shownAs(gov, parameter), value)
      ) : (
        <Brackets {...{ gov, locale, parameter, rows: value }} />
      ),
      <DateText locale={locale} iso={since} form="short" />,
      <LawOf
        locale={locale}
        law={{ ...parameter.law, checked: parameter.law.checked !== false && !parameter.unchecked.includes(since) }}
      />,
    ]),
  );
  return (
    <Section id="figures" title={PORTAL.figures[locale]}>
      <Table
        id="figures-table"
        caption={PORTAL.figures[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: PORTAL.figure[locale] },
          { header: PORTAL.value[locale], numeric: true },
          { header: PORTAL.since[locale] },
          { header: PORTAL.law[locale] },
        ]}
        rows={rows}
      />
    </Section>
  );
}

/** A table of the law: each row begins where the number reaches its bound. */
function Brackets({
  gov,
  locale,
  parameter,
  rows,
}: {
  gov: Government;
  locale: Locale;
  parameter: Parameter;
  rows: Readonly<Record<string, number>>;
}) {
  const { pack } = gov;
  const bounds = Object.keys(rows).sort((a, b) => Number(a) - Number(b));
  const share = (rate: number) => `${Number((rate * 100).toFixed(4))}%`;
  return (
    <List
      items={bounds.map((from) =>
        say(PORTAL.fromOn, locale, {
          from: numberText(pack, locale, parameter.by, Number(from)),
          value: parameter.marginal ? share(rows[from]!) : numberText(pack, locale, parameter.unit, rows[from]!),
        }),
      )}
    />
  );
}
