import {
  Button,
  ButtonGroup,
  Details,
  Form,
  Link,
  Paragraph,
  Section,
  Select,
  SummaryList,
  TextInput,
} from '../../../design/index.ts';
import { formatDay, say } from '../../../kernel/index.ts';
import { type Fact, type Parameter, valueText } from '../../../pack/index.ts';
import { inForce } from '../../../services/index.ts';
import { LawOf } from '../../findings.tsx';
import { WORDS } from '../../words.ts';
import { numberText } from './numbers.ts';
import { slideFor } from './sliders.ts';
import { FIELD, fieldId, isTable, MOST_PERCENT, numberToday, populationName, queryOf, toAssume } from './state.ts';
import { type ResultView, textsOf } from './view.ts';
import { COST } from './words.ts';

/** Every number of the law that can be otherwise, and what is assumed. Sent as it is, it gives the result's address. */
export function ReformForm({ view }: { view: ResultView }) {
  const { locale, state, simulation, isReform } = view;
  const { policy, population } = state;
  const assumable = toAssume(state, simulation.told);
  return (
    <div class="md-cost__form">
      <Form action="/office/simulation/result" method="get" id="reform">
        <input type="hidden" name="service" value={policy.service.id} />
        <input type="hidden" name="population" value={populationName(population)} />
        {assumable.length > 0 && (
          <Section id="assumptions" title={COST.assumptions[locale]}>
            <Paragraph size="s">{COST.assumptionsLead[locale]}</Paragraph>
            {assumable.map((fact) => (
              <FactField key={fact.name} fact={fact} view={view} />
            ))}
          </Section>
        )}
        <Section id="parameters" title={COST.reformTitle[locale]}>
          <Paragraph size="s">{COST[policy.parameters.length > 0 ? 'reformLead' : 'noParameters'][locale]}</Paragraph>
          {policy.parameters.map((parameter) => (
            <ParameterField key={parameter.name} parameter={parameter} view={view} />
          ))}
          <div id="reset">
            {isReform && (
              <Paragraph>
                <Link href={`/office/simulation/result?${queryOf(state, { reform: false })}`}>
                  {COST.reset[locale]}
                </Link>
              </Paragraph>
            )}
          </div>
        </Section>
        <Section id="sample" title={COST.sample[locale]}>
          <TextInput
            {...control(view, 'weight')}
            label={COST.weight[locale]}
            hint={COST.weightHint[locale]}
            inputMode="decimal"
            width={10}
          />
        </Section>
        <ButtonGroup>
          <Button>{COST.recompute[locale]}</Button>
        </ButtonGroup>
        <Paragraph size="s">{COST[population.kind === 'own' ? 'linkHintOwn' : 'linkHint'][locale]}</Paragraph>
      </Form>
    </div>
  );
}

/** What every field has: its name, what was typed, and what was wrong with it. */
function control({ locale, state }: ResultView, name: string) {
  const error = state.problems[name]?.[locale];
  return { locale, name, id: fieldId(name), value: state.typed[name] ?? '', ...(error && { error }) };
}

/** A number field with the law's own value, and a slider for whoever has a script. */
function ParameterField({ parameter, view }: { parameter: Parameter; view: ResultView }) {
  const { locale, state, on } = view;
  const table = isTable(parameter);
  const name = (table ? FIELD.scale : FIELD.value)(parameter.name);
  const today = table ? 100 : numberToday(parameter, on);
  const now = (table ? state.reform.scales : state.reform.values)[parameter.name] ?? today;
  const shared = control(view, name);
  const title = parameter.title[locale];
  return (
    <div class="md-slider" data-slider>
      <TextInput
        {...shared}
        value={shared.value || (today === undefined ? '' : String(today))}
        label={table ? `${title}: ${COST.tableScale[locale]}` : title}
        hint={<Today parameter={parameter} view={view} />}
        inputMode="decimal"
        width={10}
      />
      {today !== undefined && now !== undefined && (
        <Slider name={name} title={title} today={today} now={now} table={table} view={view} />
      )}
      {table && <TableToday parameter={parameter} view={view} />}
    </div>
  );
}

interface SliderProps {
  name: string;
  title: string;
  today: number;
  now: number;
  table: boolean;
  view: ResultView;
}

/** Without a script it would do nothing, so that it is only shown by one. */
function Slider({ name, title, today, now, table, view }: SliderProps) {
  const { least, most, step } = slideFor(today, now);
  const text = textsOf(view)[name];
  return (
    <div class="md-slider__track" hidden>
      <input
        type="range"
        class="md-slider__range"
        aria-label={title}
        aria-valuetext={text}
        min={least}
        max={table ? Math.min(MOST_PERCENT, most) : most}
        step={step}
        value={now}
        data-today={today}
        data-for={fieldId(name)}
      />
      <output class="md-slider__value" for={fieldId(name)} data-live={name}>
        {text}
      </output>
    </div>
  );
}

/** The law's own value, since when, and by which article. */
function Today({ parameter, view: { gov, locale, on } }: { parameter: Parameter; view: ResultView }) {
  const current = inForce(parameter, on);
  const { law, title, unit, unchecked } = parameter;
  if (!current) return <>{COST.noValueYet[locale]}</>;
  const { stated, from } = current;
  const value = typeof stated === 'number' ? valueText(gov.pack, locale, { unit, title }, stated) : '100%';
  const isChecked = law.checked !== false && !unchecked.includes(from);
  return (
    <>
      {say(COST.todayIs, locale, { value: value ?? '' })} · {say(COST.since, locale, { day: formatDay(from, locale) })}{' '}
      · <LawOf locale={locale} law={{ ...law, checked: isChecked }} />
    </>
  );
}

/** The rows of a law's table. */
function TableToday({ parameter, view: { gov, locale, on } }: { parameter: Parameter; view: ResultView }) {
  const stated = inForce(parameter, on)?.stated;
  if (typeof stated !== 'object') return null;
  const { unit, by, title } = parameter;
  const rows = Object.entries(stated).map(([from, value]) => ({
    key: valueText(gov.pack, locale, { unit: by }, Number(from)) ?? from,
    value: valueText(gov.pack, locale, { unit: parameter.marginal ? undefined : unit, title }, value) ?? '',
  }));
  return (
    <Details summary={COST.tableRows[locale]}>
      <SummaryList locale={locale} rows={rows} border={false} />
    </Details>
  );
}

/** What is taken to be so for everybody, or not known. */
function FactField({ fact, view }: { fact: Fact; view: ResultView }) {
  const { locale } = view;
  const shared = { ...control(view, FIELD.fact(fact.name)), label: fact.title[locale] };
  const options = fact.options
    ? Object.entries(fact.options).map(([value, text]) => ({ value, text: text[locale] }))
    : fact.type === 'boolean'
      ? [
          { value: 'true', text: WORDS.yes[locale] },
          { value: 'false', text: WORDS.no[locale] },
        ]
      : undefined;
  if (options) return <Select {...shared} options={[{ value: '', text: COST.unknown[locale] }, ...options]} />;
  const numeric = ['integer', 'number', 'money'].includes(fact.type);
  const hint = fact.type === 'date' ? 'YYYY-MM-DD' : numeric ? unitHint(fact, view) : undefined;
  return (
    <TextInput
      {...shared}
      {...(hint && { hint })}
      {...(numeric && { inputMode: 'decimal' })}
      width={numeric || fact.type === 'date' ? 10 : 20}
      optional
    />
  );
}

/** What a number would mean: `1000000: €1,000,000 a month`. */
function unitHint(fact: Fact, { gov, locale }: ResultView): string {
  const example = fact.type === 'money' ? 100_000 : 10;
  return say(COST.example, locale, {
    written: String(example),
    means: valueText(gov.pack, locale, fact, example) ?? numberText(example),
  });
}
