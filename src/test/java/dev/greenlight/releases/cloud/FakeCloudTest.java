package dev.greenlight.releases.cloud;

import dev.greenlight.releases.FakeCloud;
import dev.greenlight.releases.FakePace;
import dev.greenlight.releases.steps.Pace;

/** The fake keeps the contract. */
class FakeCloudTest extends CloudRunContract {
    private final FakePace pace = new FakePace();
    private final FakeCloud cloud = new FakeCloud(pace, 0);

    @Override
    protected CloudRun cloud() {
        return cloud;
    }

    @Override
    protected Jobs jobs() {
        return cloud;
    }

    @Override
    protected Pace pace() {
        return pace;
    }
}
