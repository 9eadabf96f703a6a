package dev.greenlight.localcloud.faults;

import java.util.List;

/** A script with faults of its own; nothing of it is in force. */
public final class BadScript extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One of them.
     *
     * @param place such as {@code rules[2].calls}
     */
    public record Complaint(String place, String words) {}

    private final transient List<Complaint> complaints;

    BadScript(List<Complaint> complaints) {
        super("The script of faults has " + complaints.size() + (complaints.size() == 1 ? " mistake" : " mistakes"));
        this.complaints = List.copyOf(complaints);
    }

    /** All of them, one or more, in the order of the script. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
