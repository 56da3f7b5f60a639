package org.vitrine.ui.runs;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;

class RunGroupsTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final RunGroups groups = new RunGroups(new Preferences(workbench.home()));

  @Test
  void runs_of_a_group_stand_together_in_the_order_of_the_table() {
    FakeRuns.into(workbench);
    workbench.history().flush();
    var runs = workbench.history().runs(false);
    Comparator<RunHead> byName = Comparator.comparing(RunHead::name);
    then(groups.before(byName)).isSameAs(byName);
    groups.group(RunGroups.By.STATE);
    var sorted = runs.stream().sorted(groups.before(byName)).toList();
    long begun = 1;
    for (int i = 1; i < sorted.size(); i++) {
      var a = sorted.get(i - 1);
      var b = sorted.get(i);
      if (!groups.together(a, b)) begun++;
      else then(a.name()).isLessThanOrEqualTo(b.name());
    }
    then(begun).isEqualTo(runs.stream().map(RunHead::status).distinct().count());
  }

  @Test
  void the_group_is_remembered() {
    groups.group(RunGroups.By.MODEL);
    then(new RunGroups(new Preferences(workbench.home())).by().get()).isEqualTo(RunGroups.By.MODEL);
  }
}
