package org.yizhan.identity;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** How sessions are kept in the database. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    /** Two forms sent at once in one session both leave a note for the next page; without this the second one would fail. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer notesOfOneSession() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Found by its name by Spring Session, which would open a transaction for the one statement that reads a session too. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    /** A post-processor, because Spring Boot sets up its repository only where no other one is declared. */
    @Bean
    static BeanPostProcessor quietSessions(ObjectProvider<PlatformTransactionManager> transactions) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof JdbcIndexedSessionRepository kept)) {
                    return bean;
                }
                kept.setConversionService(SessionValues.conversion());
                var own = new TransactionTemplate(transactions.getObject());
                own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                return new QuietSessions<>(kept, own);
            }
        };
    }
}
