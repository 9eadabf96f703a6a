package dev.greenlight.report.waivers;

import java.util.List;

/**
 * What the waivers come to.
 *
 * @param rulings one for every finding, in the findings' order
 * @param lapsed expired while their findings are still there, in the file's order
 * @param ending still holding, needed, and about to expire
 * @param unused about nothing that was found, although their tools ran; expired ones among them
 */
public record WaiverReview(List<Ruling> rulings, List<Waiver> lapsed, List<Waiver> ending, List<Waiver> unused) {
    public WaiverReview {
        rulings = List.copyOf(rulings);
        lapsed = List.copyOf(lapsed);
        ending = List.copyOf(ending);
        unused = List.copyOf(unused);
    }
}
