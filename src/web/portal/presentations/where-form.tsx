import { Button, ButtonGroup, Form } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import { WHERE } from './asked.ts';
import { ASKING } from './words.ts';

/** Asks where the wallet is. @param hidden what the form sends besides. */
export function WhereForm({
  locale,
  action,
  hidden,
}: {
  locale: Locale;
  action: string;
  hidden: Readonly<Record<string, string>>;
}) {
  return (
    <Form action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      <ButtonGroup>
        {WHERE.map((where) => (
          <Button variant="secondary" name="wallet" value={where} key={where}>
            {ASKING[where][locale]}
          </Button>
        ))}
      </ButtonGroup>
    </Form>
  );
}
