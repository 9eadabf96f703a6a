import { describe, fieldErrors } from '../api/errors';
import type { Credentials } from '../api/types';
import { Field } from '../components/Field';
import { text, useSubmit } from '../use-submit';

interface Props {
  action: string;
  passwordHint?: string;
  /** Tells the browser's password keeper whether to offer or to make a password. */
  passwordKind: 'current-password' | 'new-password';
  explain?: (error: unknown) => string;
  onSubmit: (credentials: Credentials) => Promise<void>;
}

export function CredentialsForm({ action, passwordHint, passwordKind, explain = describe, onSubmit }: Props) {
  const submission = useSubmit((form) =>
    onSubmit({ username: text(form, 'username').trim(), password: text(form, 'password') }),
  );
  const errors = fieldErrors(submission.error);
  return (
    <form className="form" onSubmit={submission.onSubmit}>
      {submission.error !== undefined && <p className="failure" role="alert">{explain(submission.error)}</p>}
      <Field label="User name" errors={errors.username}>
        {(control) => (
          <input {...control} name="username" autoComplete="username" autoCapitalize="none" required maxLength={150} />
        )}
      </Field>
      <Field label="Password" errors={errors.password} {...(passwordHint && { hint: passwordHint })}>
        {(control) => <input {...control} name="password" type="password" autoComplete={passwordKind} required />}
      </Field>
      <button type="submit" disabled={submission.busy}>{action}</button>
    </form>
  );
}
