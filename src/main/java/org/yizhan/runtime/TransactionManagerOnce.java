package org.yizhan.runtime;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * There is one transaction manager. Told so, Spring does not look through the annotations of the class at each call for the name of
 * another, which took a thirtieth of the processor time of an act.
 */
@Component
class TransactionManagerOnce implements SmartInitializingSingleton {
    private final TransactionInterceptor transactions;
    private final TransactionManager manager;

    TransactionManagerOnce(TransactionInterceptor transactions, TransactionManager manager) {
        this.transactions = transactions;
        this.manager = manager;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactions.setTransactionManager(manager);
        transactions.setBeanFactory(null);
    }
}
