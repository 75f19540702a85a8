/*
 * The keys that a reader trusts: kept in this browser, never sent.
 */

const NAME = 'madang-trusted-policy';

/** The reader's own policy; undefined where none is kept, or this browser keeps nothing. */
export function ownPolicy(): string | undefined {
  try {
    return localStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Has the buttons keep and forget what is in the field.
 * @param assertPolicy throws an Error that says what is wrong with a text that is no policy.
 */
export function watchOwnKeys(assertPolicy: (text: string) => unknown): void {
  const field = document.querySelector<HTMLTextAreaElement>('#policy')!;
  const said = document.querySelector<HTMLElement>('[data-keys-said]')!;
  const { keptText = '', forgottenText = '', wrongText = '' } = said.dataset;
  field.value = ownPolicy() ?? '';
  field.closest('details')!.open = field.value !== '';
  document.getElementById('keep-keys')!.addEventListener('click', () => {
    try {
      assertPolicy(field.value);
      localStorage.setItem(NAME, field.value);
      said.textContent = keptText;
    } catch (error) {
      said.textContent = wrongText.replace('{problem}', () => (error as Error).message);
    }
  });
  document.getElementById('forget-keys')!.addEventListener('click', () => {
    localStorage.removeItem(NAME);
    field.value = '';
    said.textContent = forgottenText;
  });
}
