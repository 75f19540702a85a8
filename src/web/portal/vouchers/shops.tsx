import {
  Button,
  EmptyState,
  Form,
  Heading,
  Layout,
  List,
  type PageContext,
  Select,
  Table,
  TextInput,
} from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import type { ShopPage } from '../../../programmes/index.ts';
import { Turns } from '../paging.tsx';
import { LandMap } from './map.tsx';
import { termsOf } from './view.ts';
import { VOUCHERS } from './words.ts';

/** What is looked for. */
export interface ShopFilter {
  region?: string | undefined;
  class?: string | undefined;
  q?: string | undefined;
  after?: string | undefined;
}

export interface ShopsPageProps {
  gov: Government;
  context: PageContext;
  programme: Programme;
  found: ShopPage;
  filter: ShopFilter;
  /** Where the person lives, if that is known and matters. */
  home: string | undefined;
}

/** Where a programme's money can be spent: a table, and beside it a map. */
export function ShopsPage({ gov, context, programme, found, filter, home }: ShopsPageProps) {
  const { locale } = context;
  const { pack } = gov;
  const path = `/vouchers/${programme.id}/shops`;
  const { shops, next } = found;
  const dots = shops.flatMap(({ latitude, longitude, name }) =>
    latitude === null || longitude === null ? [] : [{ latitude, longitude, title: name }],
  );
  const table = (
    <Table
      id="shops"
      caption={VOUCHERS.shopsTitle[locale]}
      captionHidden
      narrow="cards"
      rowHeaders
      columns={[
        { header: VOUCHERS.shop[locale] },
        { header: VOUCHERS.class[locale] },
        { header: VOUCHERS.address[locale] },
      ]}
      rows={shops.map((shop) => [
        <span>{shop.name}</span>,
        <span>{pack.shopClasses[shop.class]?.[locale] ?? shop.class}</span>,
        <span>{shop.address}</span>,
      ])}
    />
  );
  return (
    <Layout
      context={context}
      title={VOUCHERS.shopsTitle[locale]}
      back={{ href: `/vouchers/${programme.id}`, text: programme.title[locale] }}
      wide
    >
      <Heading caption={programme.title[locale]}>{VOUCHERS.shopsTitle[locale]}</Heading>
      <List items={termsOf(gov, programme, locale, home)} />
      <Filters gov={gov} context={context} programme={programme} filter={filter} path={path} />
      {shops.length === 0 ? (
        <EmptyState locale={locale} title={VOUCHERS.noShops[locale]}>
          {VOUCHERS.noShopsHelp[locale]}
        </EmptyState>
      ) : (
        <div class="md-shops">
          <LandMap
            label={say(VOUCHERS.mapLabel, locale, { count: dots.length })}
            outline={pack.outline}
            dots={dots}
            near={Boolean(filter.region ?? home)}
          />
          {table}
        </div>
      )}
      <Turns
        label={VOUCHERS.shopsTitle[locale]}
        older={next && addressOf(path, { ...filter, after: next })}
        olderText={VOUCHERS.moreShops[locale]}
        newest={filter.after && addressOf(path, { ...filter, after: undefined })}
        newestText={VOUCHERS.firstShops[locale]}
      />
    </Layout>
  );
}

function addressOf(path: string, filter: ShopFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${path}?${new URLSearchParams(given)}`;
}

interface FiltersProps extends Pick<ShopsPageProps, 'gov' | 'context' | 'programme' | 'filter'> {
  path: string;
}

/** Regions and kinds of shops that the programme admits at all. */
function Filters({ gov: { pack }, context: { locale }, programme, filter, path }: FiltersProps) {
  const { regions, classes } = programme.spending;
  const all = { value: '', text: VOUCHERS.all[locale] };
  const isAdmitted = (id: string) =>
    'admitted' in classes ? classes.admitted.includes(id) : !classes.refused.includes(id);
  const regionIds = typeof regions === 'string' ? Object.keys(pack.regions) : regions;
  return (
    <Form action={path} method="get" id="filter">
      <div class="md-filter">
        {regions !== 'home' && (
          <Select
            locale={locale}
            name="region"
            label={VOUCHERS.region[locale]}
            value={filter.region ?? ''}
            options={[all, ...regionIds.map((id) => ({ value: id, text: pack.regions[id]?.[locale] ?? id }))]}
          />
        )}
        <Select
          locale={locale}
          name="class"
          label={VOUCHERS.class[locale]}
          value={filter.class ?? ''}
          options={[
            all,
            ...Object.entries(pack.shopClasses)
              .filter(([id]) => isAdmitted(id))
              .map(([id, title]) => ({ value: id, text: title[locale] })),
          ]}
        />
        <TextInput locale={locale} name="q" label={VOUCHERS.search[locale]} value={filter.q ?? ''} type="search" />
        <Button variant="secondary">{VOUCHERS.find[locale]}</Button>
      </div>
    </Form>
  );
}
