import { Suspense, useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { describe } from '../api/errors';
import moon from '../assets/moon.svg';
import { release } from '../release';
import { useSession } from '../session/context';
import { ErrorBoundary } from './ErrorBoundary';
import { Loading } from './Loading';

export function Layout() {
  const { pathname } = useLocation();
  return (
    <div className="page">
      <a className="skip" href="#content">Skip to content</a>
      <header className="top">
        <Link className="brand" to="/"><img src={moon} alt="" width="32" height="32" /> DreamCatchr</Link>
        <Navigation />
      </header>
      <main id="content">
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <footer className="bottom">
        <p>DreamCatchr <span className="release">release {release}</span></p>
      </footer>
    </div>
  );
}

function Navigation() {
  const { state, logOut } = useSession();
  const [problem, setProblem] = useState<string>();

  const leave = async () => {
    setProblem(undefined);
    try {
      await logOut();
    } catch (error) {
      setProblem(describe(error));
    }
  };

  return (
    <nav className="menu" aria-label="Main">
      <NavLink to="/" end>Shared dreams</NavLink>
      {state.status === 'logged-in' && (
        <>
          <NavLink to="/dreams">My dreams</NavLink>
          <span className="who">{state.username}</span>
          <button type="button" className="plain" onClick={() => { void leave(); }}>Log out</button>
        </>
      )}
      {state.status === 'anonymous' && (
        <>
          <NavLink to="/login">Log in</NavLink>
          <NavLink to="/signup">Sign up</NavLink>
        </>
      )}
      {problem && <span role="alert" className="failure">{problem}</span>}
    </nav>
  );
}
