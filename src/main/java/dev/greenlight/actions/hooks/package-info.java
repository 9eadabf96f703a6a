/**
 * Git's pre-push hook: putting it in its place, and what it does when git calls it.
 *
 * <p>Knows no check: whoever calls it says how a folder is checked. Entry types: {@link dev.greenlight.actions.hooks.PushHook} for its place,
 * {@link dev.greenlight.actions.hooks.PushCheck} for its work.
 *
 * <p>2026-11-29: what is checked is the commit that is pushed. Where the working folder differs from it, a second work tree is made for it: a
 * push of half of one's changes would else be judged by the other half.
 * <p>2026-11-29: the hook hands git's lines over as an argument. A program that reads its standard input would have to be told in every other
 * command that there is none.
 *
 * @see <a href="https://git-scm.com/docs/githooks#_pre_push">Git's documentation</a>
 */
@NullMarked
package dev.greenlight.actions.hooks;

import org.jspecify.annotations.NullMarked;
