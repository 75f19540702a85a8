import type { ComponentChildren } from 'preact';
import { AMOUNT, type ResultView, textsOf } from './view.ts';
import { COST } from './words.ts';

/** How many, how much, how many are open; with a reform, from what to what, and who gains or loses. */
export function KeyFigures({ view }: { view: ResultView }) {
  const { locale, state, isReform } = view;
  const texts = textsOf(view);
  const { measure } = state.policy;
  const live = (name: string, extra?: string) => (
    <span data-live={name} class={extra}>
      {texts[name]}
    </span>
  );
  const from = (name: string) =>
    isReform && (
      <>
        {COST.today[locale]} {live(`${name}-today`)} ({live(`${name}-change`)})
      </>
    );
  return (
    <dl class="md-cost-figures" id="figures" aria-label={COST.figures[locale]}>
      <Figure label={COST.eligible[locale]} value={live('eligible')}>
        {from('eligible') || live('eligible-share')}
      </Figure>
      {measure && (
        <Figure label={AMOUNT[measure].sum[locale]} value={live('amount')}>
          {from('amount') || live('amount-note')}
        </Figure>
      )}
      {isReform ? (
        <>
          <Figure label={(measure ? COST.winners : COST.newlyIn)[locale]} value={live('winners')}>
            {measure && live('gained')}
          </Figure>
          <Figure label={(measure ? COST.losers : COST.newlyOut)[locale]} value={live('losers')}>
            {measure && live('lost')}
          </Figure>
        </>
      ) : (
        <Figure label={COST.open[locale]} value={live('open')}>
          {live('open-note')}
        </Figure>
      )}
    </dl>
  );
}

function Figure({ label, value, children }: { label: string; value: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="md-cost-figure">
      <dt class="md-cost-figure__label">{label}</dt>
      <dd class="md-cost-figure__value">{value}</dd>
      {children && <dd class="md-cost-figure__note">{children}</dd>}
    </div>
  );
}
