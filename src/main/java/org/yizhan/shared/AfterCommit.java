package org.yizhan.shared;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings what is kept in memory in line with what an act has changed: after its commit and before its door returns. For what a
 * restart makes needless; a transactional event listener would be kept in the publication registry, two statements for an act.
 */
public final class AfterCommit {
    private AfterCommit() {}

    /** Runs at once when there is no transaction, and also when nobody can tell whether the commit has succeeded. */
    public static void run(Runnable change) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            change.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_ROLLED_BACK) {
                    change.run();
                }
            }
        });
    }
}
