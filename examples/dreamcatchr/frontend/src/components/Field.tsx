import { useId, type ReactNode } from 'react';

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

interface Props {
  label: string;
  hint?: string;
  errors: string[] | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control with its hint and errors, tied together for assistive technology. */
export function Field({ label, hint, errors = [], children }: Props) {
  const id = useId();
  const invalid = errors.length > 0;
  const described = [hint && `${id}-hint`, invalid && `${id}-errors`].filter(Boolean).join(' ');
  return (
    <div className={invalid ? 'field field-invalid' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': invalid, 'aria-describedby': described || undefined })}
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {invalid && (
        <ul className="field-errors" id={`${id}-errors`}>
          {errors.map((error) => <li key={error}>{error}</li>)}
        </ul>
      )}
    </div>
  );
}
