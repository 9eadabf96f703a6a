import { Link, Navigate, useLocation } from 'react-router';
import { describe, isStatus } from '../api/errors';
import { Title } from '../components/Title';
import { useSession } from '../session/context';
import { destination } from '../session/destination';
import { CredentialsForm } from './CredentialsForm';

export function SignUp() {
  const { state, signUp } = useSession();
  const asked: unknown = useLocation().state;
  if (state.status === 'logged-in') {
    return <Navigate to={destination(asked)} replace />;
  }
  return (
    <section className="narrow">
      <Title>Sign up</Title>
      <CredentialsForm
        action="Sign up"
        passwordKind="new-password"
        passwordHint="At least 8 characters, not only digits."
        explain={explain}
        onSubmit={signUp}
      />
      <p>Already have an account? <Link to="/login" state={asked}>Log in</Link></p>
    </section>
  );
}

function explain(error: unknown): string {
  return isStatus(error, 409) ? 'That user name is already taken.' : describe(error);
}
