/**
 * Files in YAML that a repository describes itself with, read strictly: every fault at once, each with its line.
 *
 * <p>Knows no file's meaning. Entry types: {@link dev.greenlight.project.yaml.YamlFile}, {@link dev.greenlight.project.yaml.YamlText},
 * {@link dev.greenlight.project.yaml.Fields}.
 *
 * <p>2026-11-29: a package of its own, since {@code greenlight.yml} is not the only such file: waivers are read with the same strictness.
 */
@NullMarked
package dev.greenlight.project.yaml;

import org.jspecify.annotations.NullMarked;
