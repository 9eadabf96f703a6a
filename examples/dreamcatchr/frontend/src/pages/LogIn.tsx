import { Link, Navigate, useLocation } from 'react-router';
import { describe, isStatus } from '../api/errors';
import { Title } from '../components/Title';
import { useSession } from '../session/context';
import { destination } from '../session/destination';
import { CredentialsForm } from './CredentialsForm';

export function LogIn() {
  const { state, logIn } = useSession();
  const asked: unknown = useLocation().state;
  if (state.status === 'logged-in') {
    return <Navigate to={destination(asked)} replace />;
  }
  return (
    <section className="narrow">
      <Title>Log in</Title>
      <CredentialsForm action="Log in" passwordKind="current-password" explain={explain} onSubmit={logIn} />
      <p>New here? <Link to="/signup" state={asked}>Sign up</Link></p>
    </section>
  );
}

function explain(error: unknown): string {
  return isStatus(error, 401) ? 'User name or password is wrong.' : describe(error);
}
