import { Link, useNavigate } from 'react-router';
import { createDream } from '../api/client';
import { fieldErrors } from '../api/errors';
import { MOODS } from '../api/types';
import { Failure } from '../components/Failure';
import { Field } from '../components/Field';
import { Title } from '../components/Title';
import { text, useSubmit } from '../use-submit';

export default function NewDream() {
  const navigate = useNavigate();
  const submission = useSubmit(async (form) => {
    const dream = await createDream({
      title: text(form, 'title').trim(),
      body: text(form, 'body').trim(),
      mood: text(form, 'mood'),
    });
    await navigate(`/dreams/${dream.id}`);
  });
  const errors = fieldErrors(submission.error);

  return (
    <section className="narrow">
      <Title>Write a dream</Title>
      <form className="form" onSubmit={submission.onSubmit}>
        {submission.error !== undefined && <Failure error={submission.error} />}
        <Field label="Title" errors={errors.title}>
          {(control) => <input {...control} name="title" required maxLength={200} autoComplete="off" />}
        </Field>
        <Field label="What happened" errors={errors.body}>
          {(control) => <textarea {...control} name="body" required maxLength={20_000} rows={8} />}
        </Field>
        <Field label="Mood" errors={errors.mood}>
          {(control) => (
            <select {...control} name="mood" defaultValue="unknown">
              {MOODS.map((mood) => <option key={mood}>{mood}</option>)}
            </select>
          )}
        </Field>
        <div className="actions">
          <button type="submit" disabled={submission.busy}>Keep it</button>
          <Link to="/dreams">Cancel</Link>
        </div>
      </form>
    </section>
  );
}
