package dev.greenlight.runner;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that a step shows on its run. The runner drops a page above its limit as a whole, so sections that do not fit are left out, each as
 * a whole, and named.
 */
public final class JobSummary {
    /** Bytes of UTF-8 in a step's file. */
    static final int LIMIT = 1024 * 1024;
    /** Kept free for the sentence about what was left out. */
    private static final int CLOSING = 2048;

    private static final int MOST_NAMED = 10;

    private final RunnerContext context;

    public JobSummary(RunnerContext context) {
        this.context = context;
    }

    /**
     * Appends to the step's page.
     *
     * @param headline Markdown, a few lines
     * @param whole where a reader finds all of it, in words
     * @throws ExternalFailure when the runner named no file, or the file is not there
     */
    public void write(String headline, List<Section> sections, String whole) {
        String tried = "write the job summary";
        Path file = FileCommands.file(context, "GITHUB_STEP_SUMMARY", tried);
        try {
            long room = LIMIT - Files.size(file);
            FileCommands.append(file, render(headline, sections, room, whole), tried);
        } catch (IOException e) {
            throw new ExternalFailure(tried, file + " cannot be read: " + e, "Look at the file's owner", e);
        }
    }

    /** As much of the page as fits into the room; nothing when not even the headline does. */
    static String render(String headline, List<Section> sections, long room, String whole) {
        StringBuilder page = new StringBuilder(headline.stripTrailing()).append("\n\n");
        long used = bytes(page.toString());
        if (used + CLOSING > room) {
            return "";
        }
        List<String> omitted = new ArrayList<>();
        for (Section section : sections) {
            String text = text(section);
            long size = bytes(text);
            if (used + size + CLOSING > room) {
                omitted.add(section.title());
            } else {
                page.append(text);
                used += size;
            }
        }
        return omitted.isEmpty()
                ? page.toString()
                : page.append(closing(omitted, whole)).toString();
    }

    /** The whole page, whatever its size. */
    public static String render(String headline, List<Section> sections) {
        return render(headline, sections, Long.MAX_VALUE, "");
    }

    private static String text(Section section) {
        return "### " + section.title() + "\n\n" + section.markdown().stripTrailing() + "\n\n";
    }

    private static String closing(List<String> omitted, String whole) {
        List<String> named = omitted.stream()
                .limit(MOST_NAMED)
                .map(title -> title.length() <= 100 ? title : title.substring(0, 100) + "…")
                .toList();
        return "> Left out here, since a job summary is at most 1 MiB: "
                + String.join(", ", named)
                + (omitted.size() > MOST_NAMED ? " and " + (omitted.size() - MOST_NAMED) + " more" : "")
                + ". The whole is in " + whole + ".\n";
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
