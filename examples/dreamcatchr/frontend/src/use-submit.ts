import { useState, type SubmitEvent } from 'react';

export interface Submission {
  busy: boolean;
  error: unknown;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** A form's one submission at a time: a second press while one is under way is ignored. */
export function useSubmit(send: (form: FormData) => Promise<void>): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async (form: FormData) => {
    setBusy(true);
    setError(undefined);
    try {
      await send(form);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) {
        void submit(new FormData(event.currentTarget));
      }
    },
  };
}

/** A text field's value; empty when the form has no such field. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
