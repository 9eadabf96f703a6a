import { Navigate, Outlet, useLocation } from 'react-router';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { useSession } from './context';

/** Lets only people with a session pass; the others come back after they have logged in. */
export function RequireSession() {
  const { state } = useSession();
  const location = useLocation();
  switch (state.status) {
    case 'loading':
      return <Loading />;
    case 'unknown':
      return <Failure error={state.error} />;
    case 'anonymous':
      return <Navigate to="/login" replace state={{ from: location.pathname + location.search }} />;
    case 'logged-in':
      return <Outlet />;
  }
}
